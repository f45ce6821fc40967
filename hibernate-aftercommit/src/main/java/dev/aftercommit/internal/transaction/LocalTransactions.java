package dev.aftercommit.internal.transaction;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.AmbientTransaction;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Transactions of JDBC connections: a session is in at most one, and tells of its end itself. */
public final class LocalTransactions implements Transactions {

    private static final Object THE_ONE = new Object();

    @Override
    public @Nullable Object active(SharedSessionContractImplementor session) {
        return session.isTransactionInProgress() ? THE_ONE : null;
    }

    @Override
    public TransactionOutcome outcome(Object transaction) {
        return TransactionOutcome.UNKNOWN;
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
