package dev.aftercommit.internal.transaction;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.AmbientTransaction;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/** Transactions of JDBC connections: a session is in at most one, and tells of its end itself. */
public final class LocalTransactions implements Transactions {

    private static final Object THE_ONE = new Object();

    @Override
    public @Nullable Object active(SharedSessionContractImplementor session) {
        return isInProgress(session) ? THE_ONE : null;
    }

    @Override
    public boolean isBoundToThread() {
        return false;
    }

    @Override
    public boolean isInProgress(SharedSessionContractImplementor session) {
        if (!session.isOpenOrWaitingForAutoClose()) {
            return false;
        }
        // Not the status of the session: on Hibernate 6.6, a transaction that was marked for rollback stays so there
        // until all have been told of its completion
        TransactionStatus ofConnection =
                session.getJdbcCoordinator().getResourceLocalTransaction().getStatus();
        return ofConnection == TransactionStatus.ACTIVE || ofConnection == TransactionStatus.MARKED_ROLLBACK;
    }

    @Override
    public TransactionOutcome outcome(Object transaction, SharedSessionContractImplementor session) {
        return switch (statusOf(session)) {
            case COMMITTED -> TransactionOutcome.COMMITTED;
            case ROLLED_BACK -> TransactionOutcome.ROLLED_BACK;
            // Still open, or failed, or ended in one of two ways
            default -> TransactionOutcome.UNKNOWN;
        };
    }

    @Override
    public boolean hasCommitted(SharedSessionContractImplementor session) {
        TransactionStatus status = statusOf(session);
        // Hibernate forgets the status where it switches auto-commit on again
        return status == TransactionStatus.COMMITTED || status == TransactionStatus.NOT_ACTIVE;
    }

    private static TransactionStatus statusOf(SharedSessionContractImplementor session) {
        return session.getTransactionCoordinator().getTransactionDriverControl().getStatus();
    }

    @Override
    public boolean canTimeOut() {
        return false;
    }

    @Override
    public boolean isRolledBack(Object transaction) {
        return false;
    }

    @Override
    public void follow(
            TransactionCallbacks callbacks, SharedSessionContractImplementor session, boolean hibernateFollows) {
        callbacks.followHibernate(session.getTransactionCoordinator());
    }

    @Override
    public boolean throwsToCaller() {
        return true;
    }

    @Override
    public List<AmbientTransaction> ambientTransactions() {
        return List.of();
    }
}
