package dev.aftercommit.spring;

import dev.aftercommit.AfterCommitException;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.CallbackScopes;
import java.util.concurrent.Executor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What Spring binds to threads for one entity manager factory or session factory. */
final class SpringAmbientTransaction implements AmbientTransaction {

    private final SpringTransactions transactions;
    private final TaskExecutors executors;

    SpringAmbientTransaction(SpringTransactions transactions, TaskExecutors executors) {
        this.transactions = transactions;
        this.executors = executors;
    }

    /** Both are reset by the transaction manager, but only in a connection that the session still has. */
    @Override
    public boolean needsConnection() {
        return TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                || TransactionSynchronizationManager.getCurrentTransactionIsolationLevel() != null;
    }

    @Override
    public Suspension suspend() {
        Suspension synchronizations = ThreadSynchronizations.suspend();
        try {
            Suspension transaction = transactions.suspend();
            return new Suspended(synchronizations, transactions, transaction, transactions.boundResource());
        } catch (RuntimeException | Error e) {
            synchronizations.close();
            throw e;
        }
    }

    @Override
    public void begun(SharedSessionContractImplementor session, CallbackScopes scopes) {
        if (transactions.isBound(session)) {
            TransactionSynchronizationManager.registerSynchronization(new SessionSynchronization(session, scopes));
        }
    }

    @Override
    public boolean throwsFailures() {
        return true;
    }

    @Override
    public boolean throwLater(SharedSessionContractImplementor session, AfterCommitException failure) {
        // Not whether it is bound: at the end of a JTA transaction it is not any more
        boolean synchronizedWith = SessionSynchronization.isActiveFor(session);
        if (synchronizedWith) {
            TransactionSynchronizationManager.registerSynchronization(new FailureSynchronization(failure));
        }
        return synchronizedWith;
    }

    @Override
    public @Nullable Executor executor() {
        return executors.find();
    }

    private record Suspended(
            Suspension synchronizations,
            SpringTransactions transactions,
            Suspension transaction,
            @Nullable Object stillBound)
            implements Suspension {

        @Override
        public void clear() {
            transactions.rollBackLeftOpen(stillBound);
        }

        @Override
        public void close() {
            try (synchronizations) {
                if (synchronizations != NONE) {
                    // Beside others they could not be resumed
                    clear();
                }
                transaction.close();
            }
        }
    }
}
