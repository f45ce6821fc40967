package dev.aftercommit.spring;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.spi.AmbientTransaction.Suspension;
import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.ResourceHolder;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/** Spring's transactions of one entity manager factory or session factory. */
final class SpringTransactions {

    private static final TransactionDefinition OUTSIDE =
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

    private final FactoryBean<?> factoryBean;
    private final String factoryBeanName;
    private final ListableBeanFactory beans;

    // What suspends them: looked for when it is needed, because a transaction manager needs the factory
    private final SingletonSupplier<Outside> outside = SingletonSupplier.of(this::findOutside);

    SpringTransactions(FactoryBean<?> factoryBean, String factoryBeanName, ListableBeanFactory beans) {
        this.factoryBean = factoryBean;
        this.factoryBeanName = factoryBeanName;
        this.beans = beans;
    }

    /** Whether the session is the one that Spring has bound to this thread, and so takes part in what Spring does. */
    boolean isBound(SharedSessionContractImplementor session) {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.getResource(factory()) instanceof EntityManagerHolder holder
                && holder.getEntityManager().unwrap(SharedSessionContractImplementor.class) == session;
    }

    /** Suspends the transaction of this factory that is bound to the thread. */
    Suspension suspend() {
        return outside.obtain().suspend();
    }

    private Outside findOutside() {
        List<PlatformTransactionManager> found =
                beans.getBeanProvider(PlatformTransactionManager.class).stream().toList();
        SessionFactoryImplementor factory = factory().unwrap(SessionFactoryImplementor.class);
        for (PlatformTransactionManager transactionManager : found) {
            if (serves(transactionManager, factory)) {
                return () -> suspend(transactionManager);
            }
        }
        if (isJta(factory)) {
            // Suspended by the library itself
            return () -> Suspension.NONE;
        }
        LOG.noSpringTransactionManager(factoryBeanName, found.toString());
        return SpringTransactions::unbind;
    }

    private static boolean serves(PlatformTransactionManager transactionManager, SessionFactoryImplementor factory) {
        if (transactionManager instanceof JtaTransactionManager) {
            return isJta(factory);
        }
        return transactionManager instanceof ResourceTransactionManager resource
                && resource.getResourceFactory() instanceof EntityManagerFactory served
                && served.unwrap(SessionFactoryImplementor.class) == factory;
    }

    private static boolean isJta(SessionFactoryImplementor factory) {
        return factory.getServiceRegistry()
                .requireService(TransactionCoordinatorBuilder.class)
                .isJta();
    }

    private static Suspension suspend(PlatformTransactionManager transactionManager) {
        TransactionStatus status = transactionManager.getTransaction(OUTSIDE);
        boolean synchronizes = TransactionSynchronizationManager.isSynchronizationActive();
        if (synchronizes) {
            TransactionSynchronizationManager.clearSynchronization();
        }
        return () -> {
            if (synchronizes) {
                // As it is expected to be where a transaction ends
                TransactionSynchronizationManager.initSynchronization();
            }
            transactionManager.commit(status);
        };
    }

    /** Of whatever transaction: there is no telling what a transaction manager has bound that is not known. */
    private static Suspension unbind() {
        Map<Object, Object> bound = new LinkedHashMap<>(TransactionSynchronizationManager.getResourceMap());
        bound.values().removeIf(resource -> !(resource instanceof ResourceHolder));
        bound.keySet().forEach(TransactionSynchronizationManager::unbindResource);
        return () -> bound.forEach(TransactionSynchronizationManager::bindResource);
    }

    private EntityManagerFactory factory() {
        try {
            Object factory = factoryBean.getObject();
            if (factory instanceof EntityManagerFactory it) {
                return it;
            }
            throw LOG.factoryIsNotBuilt(factoryBeanName, factory, null);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw LOG.factoryIsNotBuilt(factoryBeanName, null, e);
        }
    }

    @FunctionalInterface
    private interface Outside {

        Suspension suspend();
    }
}
