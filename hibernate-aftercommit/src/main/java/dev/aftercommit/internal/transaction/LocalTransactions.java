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
        return session.isTransactionInProgress() ? THE_ONE : null;
    }

    @Override
    public TransactionOutcome outcome(Object transaction, SharedSessionContractImplementor session) {
        TransactionStatus status = session.getTransactionCoordinator()
                .getTransactionDriverControl()
                .getStatus();
        return switch (status) {
            case COMMITTED -> TransactionOutcome.COMMITTED;
            case ROLLED_BACK -> TransactionOutcome.ROLLED_BACK;
            // Still open, or failed, or ended in one of two ways
            default -> TransactionOutcome.UNKNOWN;
        };
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
    public List<AmbientTransaction> ambientTransactions() {
        return List.of();
    }
}
