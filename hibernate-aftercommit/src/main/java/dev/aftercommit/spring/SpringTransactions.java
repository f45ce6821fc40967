package dev.aftercommit.spring;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.spi.AmbientTransaction.Suspension;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Spring's transactions of one entity manager factory or session factory. */
final class SpringTransactions {

    private final FactoryBean<?> factoryBean;
    private final String factoryBeanName;
    private final ListableBeanFactory beans;

    // Looked for when it is needed, because a transaction manager needs the factory; without a lock, because other
    // threads may be making beans meanwhile
    private volatile @Nullable Outside outside;

    SpringTransactions(FactoryBean<?> factoryBean, String factoryBeanName, ListableBeanFactory beans) {
        this.factoryBean = factoryBean;
        this.factoryBeanName = factoryBeanName;
        this.beans = beans;
    }

    /** Whether the session is the one that Spring has bound to this thread, and so takes part in what Spring does. */
    boolean isBound(SharedSessionContractImplementor session) {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && boundResource() instanceof EntityManagerHolder holder
                && holder.getEntityManager().unwrap(SharedSessionContractImplementor.class) == session;
    }

    /** Suspends the transaction of this factory that is bound to the thread. */
    Suspension suspend() {
        return outside().suspend();
    }

    /**
     * Rolls back the transaction that a callback has begun and left open.
     *
     * @param before what was bound for this factory before the callback
     */
    void rollBackLeftOpen(@Nullable Object before) {
        if (LeftOpenTransaction.isBound()) {
            Object bound = boundResource();
            new LeftOpenTransaction(outside(), bound).rollBack(bound == before);
            if (bound != null && bound == before) {
                TransactionSynchronizationManager.bindResource(factory(), bound);
            }
        }
    }

    /** What is bound to the thread for this factory; null for nothing. */
    @Nullable
    Object boundResource() {
        return TransactionSynchronizationManager.getResource(factory());
    }

    private Outside outside() {
        Outside known = outside;
        return known == null ? findOutside() : known;
    }

    private Outside findOutside() {
        SessionFactoryImplementor factory = factory().unwrap(SessionFactoryImplementor.class);
        List<Object> found = new ArrayList<>();
        boolean foundAll = true;
        for (String name :
                BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, PlatformTransactionManager.class)) {
            try {
                PlatformTransactionManager transactionManager = beans.getBean(name, PlatformTransactionManager.class);
                if (serves(transactionManager, factory)) {
                    return remember(Outside.of(transactionManager));
                }
                found.add(transactionManager);
            } catch (BeansException e) {
                LOG.tracef(e, "The transaction manager '%s' cannot be had", name);
                foundAll = false;
            }
        }
        return withoutTransactionManager(factory, found, foundAll);
    }

    private Outside withoutTransactionManager(SessionFactoryImplementor factory, List<Object> found, boolean foundAll) {
        if (isJta(factory)) {
            // Suspended by the library itself
            return remember(Outside.ALREADY);
        }
        if (foundAll) {
            LOG.noSpringTransactionManager(factoryBeanName, found.toString());
            return remember(Outside.ANY);
        }
        return Outside.ANY;
    }

    private Outside remember(Outside found) {
        outside = found;
        return found;
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
}
