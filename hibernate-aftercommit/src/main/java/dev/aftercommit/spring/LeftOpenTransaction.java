package dev.aftercommit.spring;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/** A transaction that a callback has begun and left open. What is bound by then would be taken for that of the next one. */
final class LeftOpenTransaction {

    private final Outside outside;
    private final @Nullable Object resource;
    private final List<TransactionSynchronization> synchronizations =
            TransactionSynchronizationManager.getSynchronizations();

    /** The one that is bound to the thread, with what is bound for its session factory. */
    LeftOpenTransaction(Outside outside, @Nullable Object resource) {
        this.outside = outside;
        this.resource = resource;
    }

    /** Whether there is one: while callbacks run, there are no synchronizations but those of their own transactions. */
    static boolean isBound() {
        return TransactionSynchronizationManager.isSynchronizationActive();
    }

    /**
     * Ends it as its transaction manager would, which cannot be asked to: only who has begun it could.
     *
     * @param keepsEntityManager whether it has taken an entity manager that was there before, of open-in-view, say
     */
    @SuppressWarnings("resource") // Suspended for ever
    void rollBack(boolean keepsEntityManager) {
        String name = TransactionSynchronizationManager.getCurrentTransactionName();
        LOG.springTransactionLeftOpen(name == null ? "(without a name)" : name);
        outside.suspend();
        TransactionSynchronizationManager.clear();
        if (resource instanceof EntityManagerHolder holder) {
            rollBack(holder.getEntityManager());
            if (keepsEntityManager) {
                holder.clear();
            } else {
                EntityManagerFactoryUtils.closeEntityManager(holder.getEntityManager());
            }
        }
        TransactionSynchronizationUtils.invokeAfterCompletion(
                synchronizations, TransactionSynchronization.STATUS_ROLLED_BACK);
    }

    private static void rollBack(EntityManager entityManager) {
        try {
            Transaction transaction =
                    entityManager.unwrap(SharedSessionContractImplementor.class).accessTransaction();
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            LOG.ambientTransactionFailed(e);
        }
    }
}
