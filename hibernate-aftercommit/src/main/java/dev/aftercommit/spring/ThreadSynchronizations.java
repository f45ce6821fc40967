package dev.aftercommit.spring;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.spi.AmbientTransaction.Suspension;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The synchronizations of the thread, and what else Spring notes of its transaction. While they are away, Spring takes the
 * thread for one without transaction and synchronization, so that an entity manager that a callback uses outside a
 * transaction is closed at once, and does not hold a connection until the end of a scope.
 */
final class ThreadSynchronizations implements Suspension {

    private final List<TransactionSynchronization> synchronizations;
    private final @Nullable String name = TransactionSynchronizationManager.getCurrentTransactionName();
    private final boolean readOnly = TransactionSynchronizationManager.isCurrentTransactionReadOnly();
    private final @Nullable Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
    private final boolean active = TransactionSynchronizationManager.isActualTransactionActive();

    private ThreadSynchronizations(List<TransactionSynchronization> synchronizations) {
        this.synchronizations = synchronizations;
    }

    static Suspension suspend() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return NONE;
        }
        ThreadSynchronizations suspended =
                new ThreadSynchronizations(TransactionSynchronizationManager.getSynchronizations());
        suspended.synchronizations.forEach(synchronization -> attempt(synchronization::suspend));
        TransactionSynchronizationManager.clear();
        return suspended;
    }

    @Override
    public void close() {
        TransactionSynchronizationManager.initSynchronization();
        TransactionSynchronizationManager.setCurrentTransactionName(name);
        TransactionSynchronizationManager.setCurrentTransactionReadOnly(readOnly);
        TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(isolation);
        TransactionSynchronizationManager.setActualTransactionActive(active);
        for (TransactionSynchronization synchronization : synchronizations) {
            attempt(synchronization::resume);
            TransactionSynchronizationManager.registerSynchronization(synchronization);
        }
    }

    /** One that fails must not keep the others from being told of the end of the transaction. */
    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.ambientTransactionFailed(e);
        }
    }
}
