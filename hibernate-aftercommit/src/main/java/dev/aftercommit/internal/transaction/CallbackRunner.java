package dev.aftercommit.internal.transaction;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.AmbientTransaction.Suspension;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has the callbacks of a transaction that has ended run on a thread to which no finished transaction is bound.
 */
final class CallbackRunner {

    // What the callback that is running on this thread was run for
    private static final ThreadLocal<TransactionOutcome> RUNNING_AFTER = new ThreadLocal<>();

    private final List<AmbientTransaction> ambientTransactions;
    private final FailurePolicy failurePolicy;
    private final Observation observation;

    CallbackRunner(List<AmbientTransaction> ambientTransactions, FailurePolicy failurePolicy, Observation observation) {
        this.failurePolicy = failurePolicy;
        this.ambientTransactions = List.copyOf(ambientTransactions);
        this.observation = observation;
    }

    /** Whether a callback is running on this thread that was run after a commit. */
    static boolean isRunningAfterCommit() {
        return RUNNING_AFTER.get() == COMMITTED;
    }

    /**
     * Runs the callbacks that wait for the outcome, and returns what is to be thrown for them; null for nothing.
     *
     * @param discarded those of scopes that were rolled back, which come first
     */
    @Nullable
    Throwable run(
            TransactionCallbacks transaction,
            List<List<Callback>> discarded,
            List<Callback> callbacks,
            TransactionOutcome outcome) {
        if (callbacks.isEmpty() && discarded.isEmpty()) {
            return null;
        }
        Delivery rollback = new Delivery(transaction, TransactionOutcome.ROLLED_BACK, FailurePolicy.LOG, observation);
        Delivery delivery = new Delivery(transaction, outcome, failurePolicy, observation);
        Deque<Suspension> suspended = suspend();
        try {
            discarded.forEach(scope -> run(rollback, TransactionOutcome.ROLLED_BACK, scope));
            run(delivery, outcome, callbacks);
        } finally {
            resume(suspended);
        }
        Throwable failure = rollback.failure();
        return failure == null ? delivery.failure() : failure;
    }

    private static void run(Delivery delivery, TransactionOutcome outcome, List<Callback> callbacks) {
        TransactionOutcome enclosing = RUNNING_AFTER.get();
        RUNNING_AFTER.set(outcome);
        try {
            delivery.run(callbacks);
        } finally {
            restore(enclosing);
        }
    }

    /** Runs a callback for which there is no transaction to wait, on a thread without a finished one, too. */
    void runAtOnce(Runnable callback) {
        Deque<Suspension> suspended = suspend();
        try {
            callback.run();
        } finally {
            resume(suspended);
        }
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
            } catch (Throwable e) {
                LOG.ambientTransactionFailed(e);
            }
        }
        return suspended;
    }

    private static void resume(Deque<Suspension> suspended) {
        while (!suspended.isEmpty()) {
            try {
                suspended.pop().close();
            } catch (Throwable e) {
                LOG.ambientTransactionFailed(e);
            }
        }
    }
}
