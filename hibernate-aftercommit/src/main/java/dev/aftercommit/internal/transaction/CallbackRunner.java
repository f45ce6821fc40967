package dev.aftercommit.internal.transaction;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.jfr.FlightRecording;
import dev.aftercommit.internal.jfr.RecordedCallback;
import dev.aftercommit.internal.jfr.RecordedTransaction;
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

    /** Whether a framework still needs the connection of the transaction that has ended. */
    boolean isConnectionNeeded() {
        for (AmbientTransaction ambientTransaction : ambientTransactions) {
            try {
                if (ambientTransaction.needsConnection()) {
                    return true;
                }
            } catch (Throwable e) {
                LOG.ambientTransactionFailed(e);
                return true;
            }
        }
        return false;
    }

    /** Whether a callback is running on this thread that was run after a commit. */
    static boolean isRunningAfterCommit() {
        return RUNNING_AFTER.get() == COMMITTED;
    }

    /**
     * Runs the callbacks that wait for the outcome, those of scopes that were rolled back first, and returns what is to be
     * thrown for them; null for nothing.
     *
     * @param beforeEach runs before each callback
     */
    @Nullable
    Throwable run(CompletedTransaction completed, Runnable beforeEach) {
        if (completed.isEmpty()) {
            return null;
        }
        TransactionCallbacks transaction = completed.transaction();
        Delivery rollback = new Delivery(transaction, ROLLED_BACK, FailurePolicy.LOG, observation, beforeEach);
        Delivery delivery = new Delivery(transaction, completed.outcome(), failurePolicy, observation, beforeEach);
        RecordedTransaction event = transaction.isNone() ? null : FlightRecording.transaction();
        Deque<Suspension> suspended = suspend();
        try {
            completed.discarded().forEach(scope -> run(rollback, ROLLED_BACK, scope));
            run(delivery, completed.outcome(), completed.callbacks());
        } finally {
            resume(suspended);
        }
        if (event != null) {
            event.ended(
                    completed.outcome(),
                    completed.registered(),
                    rollback.calls() + delivery.calls(),
                    rollback.failed() + delivery.failed());
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

    /**
     * Runs a callback for which there is no transaction to wait, on a thread without a finished one, too.
     *
     * @param call makes its call
     */
    void runAtOnce(Callback callback, Runnable call) {
        Deque<Suspension> suspended = suspend();
        RecordedCallback event = callback.event();
        Throwable thrown = null;
        try {
            call.run();
        } catch (Throwable failure) {
            thrown = failure;
            throw failure;
        } finally {
            if (event != null) {
                event.ended(() -> callback.description(0), null, thrown);
            }
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
