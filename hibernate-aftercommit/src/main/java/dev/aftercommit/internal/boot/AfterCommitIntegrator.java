package dev.aftercommit.internal.boot;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.cdi.ContainerExecutor;
import dev.aftercommit.internal.barrier.HibernateTokens;
import dev.aftercommit.internal.callback.EntityCallbackBootstrap;
import dev.aftercommit.internal.jta.JtaTransactions;
import dev.aftercommit.internal.transaction.AmbientTransactions;
import dev.aftercommit.internal.transaction.AsyncCallbacks;
import dev.aftercommit.internal.transaction.FactoryContext;
import dev.aftercommit.internal.transaction.LocalTransactions;
import dev.aftercommit.internal.transaction.Observation;
import dev.aftercommit.internal.transaction.Policies;
import dev.aftercommit.internal.transaction.Transactions;
import dev.aftercommit.spi.AmbientTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Switches the library on for a session factory: reads the settings, and has callbacks and callback methods served. Found by
 * Hibernate through {@link java.util.ServiceLoader}. It keeps nothing itself, since frameworks make several of it.
 */
public final class AfterCommitIntegrator implements Integrator {

    /** For {@link java.util.ServiceLoader}. */
    public AfterCommitIntegrator() {}

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        ServiceRegistry services = factory.getServiceRegistry();
        ClassLoaderService classes = services.requireService(ClassLoaderService.class);
        Settings settings = Settings.read(
                services.requireService(ConfigurationService.class).getSettings(), classes);
        if (!settings.enabled()) {
            LOG.switchedOff(FactoryContext.nameOf(factory));
            return;
        }
        ManagedBeanRegistry beans = services.requireService(ManagedBeanRegistry.class);
        FactoryOptions options = new FactoryOptions(
                factory.getSessionFactoryOptions(),
                services.requireService(TransactionCoordinatorBuilder.class).isJta());
        options.warnOfConnectionHandling();
        Transactions transactions = transactions(services);
        AmbientTransaction framework = settings.ambientTransaction(beans);
        if (framework == null && UnknownSpring.isBuilding()) {
            LOG.springIsNotKnown(FactoryContext.nameOf(factory));
            framework = new UnknownSpring();
        }
        AmbientTransactions ambientTransactions = ambientTransactions(framework, classes, transactions);
        FactoryContext context = new FactoryContext(
                factory,
                transactions,
                ambientTransactions,
                new Policies(
                        settings.noTransactionPolicy(),
                        settings.failurePolicy(),
                        options.throwsFailures(settings.failurePolicy(), ambientTransactions),
                        settings.connectionPolicy(),
                        settings.unknownPolicy()),
                new AsyncCallbacks(
                        settings.executor(beans), () -> executorOf(ambientTransactions), settings.shutdownTimeout()),
                new Observation(settings.observer(beans)),
                new HibernateTokens(
                        settings.barrier(),
                        factory.getSessionFactoryOptions(),
                        services.requireService(JdbcServices.class),
                        transactions,
                        ambientTransactions));
        EntityCallbackBootstrap.register(
                metadata, beans, services.requireService(EventListenerRegistry.class), context);
        context.attach();
    }

    private static AmbientTransactions ambientTransactions(
            @Nullable AmbientTransaction framework, ClassLoaderService classes, Transactions transactions) {
        List<AmbientTransaction> all = new ArrayList<>();
        if (framework != null) {
            all.add(framework);
        }
        all.addAll(classes.loadJavaServices(AmbientTransaction.class));
        // Frameworks suspend transactions of JTA themselves, with what else they have bound
        all.addAll(transactions.ambientTransactions());
        return new AmbientTransactions(all);
    }

    private static @Nullable Executor executorOf(AmbientTransactions ambientTransactions) {
        Executor executor = ambientTransactions.executor();
        return executor == null ? ContainerExecutor.find() : executor;
    }

    private static Transactions transactions(ServiceRegistry services) {
        return services.requireService(TransactionCoordinatorBuilder.class).isJta()
                ? new JtaTransactions(services.requireService(JtaPlatform.class))
                : new LocalTransactions();
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry services) {
        FactoryContext.detachFrom(factory);
    }
}
