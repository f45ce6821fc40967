package dev.aftercommit.internal.jta;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.transaction.TransactionCallbacks;
import dev.aftercommit.internal.transaction.Transactions;
import dev.aftercommit.spi.AmbientTransaction;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.jspecify.annotations.Nullable;

/** Transactions of JTA: the one that is bound to the thread counts, whether or not the session has joined it. */
public final class JtaTransactions implements Transactions {

    private final JtaPlatform platform;

    /** Transactions that are reached through the given platform. */
    public JtaTransactions(JtaPlatform platform) {
        this.platform = platform;
    }

    @Override
    public @Nullable Object active(SharedSessionContractImplementor session) {
        return isBoundToThread() ? new JtaTransaction(currentTransaction()) : null;
    }

    @Override
    public boolean isBoundToThread() {
        int status = currentStatus();
        return status != Status.STATUS_NO_TRANSACTION && status != Status.STATUS_COMMITTED;
    }

    @Override
    public boolean isInProgress(SharedSessionContractImplementor session) {
        return session.isTransactionInProgress();
    }

    @Override
    public @Nullable TransactionOutcome outcome(Object transaction, SharedSessionContractImplementor session) {
        TransactionOutcome outcome = ((JtaTransaction) transaction).outcome(currentStatus());
        // While a committed transaction is bound to the thread, its synchronizations are being told, and Hibernate too
        boolean beingTold =
                outcome == TransactionOutcome.COMMITTED && transaction.equals(new JtaTransaction(currentTransaction()));
        return beingTold ? null : outcome;
    }

    @Override
    public boolean hasCommitted(SharedSessionContractImplementor session) {
        // The transaction manager tells
        return false;
    }

    @Override
    public boolean canTimeOut() {
        return true;
    }

    @Override
    public boolean isRolledBack(Object transaction) {
        int status = currentStatus();
        return status == Status.STATUS_ROLLEDBACK || status == Status.STATUS_ROLLING_BACK;
    }

    @Override
    public void follow(
            TransactionCallbacks callbacks, SharedSessionContractImplementor session, boolean hibernateFollows) {
        TransactionCoordinator coordinator = session.getTransactionCoordinator();
        if (hibernateFollows) {
            if (session.isOpenOrWaitingForAutoClose()) {
                // As Hibernate does at each use of the session: joins the transaction, unless told not to
                coordinator.pulse();
            }
            if (coordinator.isJoined()) {
                callbacks.followHibernate(coordinator);
                return;
            }
        }
        try {
            platform.registerSynchronization(new UnjoinedSynchronization(callbacks));
        } catch (RuntimeException e) {
            // A transaction that is marked for rollback takes none: what became of it is asked for when the session is
            // next used or closed
            LOG.tracef(e, "The JTA transaction takes no synchronization");
        }
    }

    @Override
    public boolean throwsToCaller() {
        // The transaction manager swallows it, and the session would not join another transaction
        return false;
    }

    @Override
    public List<AmbientTransaction> ambientTransactions() {
        return List.of(new JtaAmbientTransaction(platform));
    }

    private int currentStatus() {
        try {
            return platform.getCurrentStatus();
        } catch (SystemException | RuntimeException e) {
            // There may be one, and what waits for its commit must not run before
            LOG.tracef(e, "The status of the JTA transaction is not known");
            return Status.STATUS_UNKNOWN;
        }
    }

    private @Nullable Transaction currentTransaction() {
        TransactionManager transactionManager = TransactionManagers.of(platform);
        try {
            return transactionManager == null ? null : transactionManager.getTransaction();
        } catch (SystemException e) {
            LOG.tracef(e, "The JTA transaction of the thread is not known");
            return null;
        }
    }
}
