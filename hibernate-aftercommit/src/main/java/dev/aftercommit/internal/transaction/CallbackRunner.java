package dev.aftercommit.internal.transaction;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.AmbientTransaction.Suspension;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the callbacks of a transaction that has ended, on a thread to which no finished transaction is bound, and keeps their
 * failures from each other and from Hibernate.
 */
final class CallbackRunner {

    // What the callback that is running on this thread was run for
    private static final ThreadLocal<TransactionOutcome> RUNNING_AFTER = new ThreadLocal<>();

    private final List<AmbientTransaction> ambientTransactions;
    private final Observation observation;

    CallbackRunner(List<AmbientTransaction> ambientTransactions, Observation observation) {
        this.ambientTransactions = List.copyOf(ambientTransactions);
        this.observation = observation;
    }

    /** Whether a callback is running on this thread that was run after a commit. */
    static boolean isRunningAfterCommit() {
        return RUNNING_AFTER.get() == COMMITTED;
    }

    /** Runs those of the callbacks that wait for the outcome: oldest first, but after a rollback newest first. */
    void run(TransactionCallbacks transaction, List<Callback> callbacks, TransactionOutcome outcome) {
        if (callbacks.isEmpty()) {
            return;
        }
        TransactionOutcome enclosing = RUNNING_AFTER.get();
        Deque<Suspension> suspended = suspend();
        RUNNING_AFTER.set(outcome);
        try {
            int size = callbacks.size();
            for (int i = 0; i < size; i++) {
                run(transaction, callbacks.get(outcome == ROLLED_BACK ? size - 1 - i : i), outcome);
            }
        } finally {
            restore(enclosing);
            resume(suspended);
        }
    }

    private void run(TransactionCallbacks transaction, Callback callback, TransactionOutcome outcome) {
        try {
            callback.prepare(outcome);
        } catch (Throwable failure) {
            failed(transaction, callback, 0, outcome, failure);
            return;
        }
        for (int index = 0; index < callback.size(); index++) {
            if (callback.runsAfter(outcome, index)) {
                run(transaction, callback, index, outcome);
            } else {
                observation.discarded(transaction, callback, index, outcome);
            }
        }
    }

    private void run(TransactionCallbacks transaction, Callback callback, int index, TransactionOutcome outcome) {
        observation.started(transaction, callback, index);
        try {
            callback.run(outcome, index);
        } catch (Throwable failure) {
            failed(transaction, callback, index, outcome, failure);
            return;
        }
        observation.succeeded(transaction, callback, index);
    }

    private void failed(
            TransactionCallbacks transaction,
            Callback callback,
            int index,
            TransactionOutcome outcome,
            Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        LOG.callbackFailed(callback.description(index), outcome.name(), failure);
        observation.failed(transaction, callback, index, failure);
    }

    private static void restore(@Nullable TransactionOutcome enclosing) {
        if (enclosing == null) {
            RUNNING_AFTER.remove();
        } else {
            RUNNING_AFTER.set(enclosing);
        }
    }

    private Deque<Suspension> suspend() {
        Deque<Suspension> suspended = new ArrayDeque<>(ambientTransactions.size());
        for (AmbientTransaction ambientTransaction : ambientTransactions) {
            try {
                suspended.push(ambientTransaction.suspend());
            } catch (RuntimeException | LinkageError e) {
                LOG.ambientTransactionFailed(e);
            }
        }
        return suspended;
    }

    private static void resume(Deque<Suspension> suspended) {
        while (!suspended.isEmpty()) {
            try {
                suspended.pop().close();
            } catch (RuntimeException | LinkageError e) {
                LOG.ambientTransactionFailed(e);
            }
        }
    }
}
