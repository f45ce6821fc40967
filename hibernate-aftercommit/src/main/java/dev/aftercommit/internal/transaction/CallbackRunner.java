package dev.aftercommit.internal.transaction;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;

import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.jfr.FlightRecording;
import dev.aftercommit.internal.jfr.RecordedCallback;
import dev.aftercommit.internal.jfr.RecordedTransaction;
import dev.aftercommit.spi.AmbientTransaction.Suspension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has the callbacks of a transaction that has ended run on a thread to which no finished transaction is bound.
 */
final class CallbackRunner {

    // What the callback that is running on this thread was run for; kept only if somebody may ask
    private static final ThreadLocal<@Nullable TransactionOutcome> RUNNING_AFTER = new ThreadLocal<>();

    private static volatile boolean isAsked;

    private final AmbientTransactions ambientTransactions;
    private final FailurePolicy failurePolicy;
    private final Observation observation;

    CallbackRunner(AmbientTransactions ambientTransactions, FailurePolicy failurePolicy, Observation observation) {
        this.failurePolicy = failurePolicy;
        this.ambientTransactions = ambientTransactions;
        this.observation = observation;
    }

    /**
     * Has threads know for what they run callbacks, from now on: those of all factories, since in a callback of one something may be
     * registered with another.
     */
    static void willBeAsked() {
        isAsked = true;
    }

    /** Whether a callback is running on this thread that was run after a commit. Known only if {@link #willBeAsked}. */
    static boolean isRunningAfterCommit() {
        return RUNNING_AFTER.get() == COMMITTED;
    }

    /**
     * Runs the callbacks that wait for the outcome, those of scopes that were rolled back first, and returns what is to be
     * thrown for them; null for nothing.
     *
     * @param givesConnectionBack whether the connection is given back before each callback, or is to stay where it is
     */
    @Nullable
    Throwable run(CompletedTransaction completed, boolean givesConnectionBack) {
        if (completed.isEmpty()) {
            return null;
        }
        TransactionCallbacks transaction = completed.transaction();
        RecordedTransaction event = transaction.isNone() ? null : FlightRecording.transaction();
        Suspension suspended = ambientTransactions.suspend();
        Delivery delivery = new Delivery(failurePolicy, observation, givesConnectionBack);
        try {
            // Not by an iterator, since there are nearly always none
            for (int i = 0; i < completed.discarded().size(); i++) {
                run(delivery, ROLLED_BACK, transaction, completed.discarded().get(i), suspended);
            }
            run(delivery, completed.outcome(), transaction, completed.callbacks(), suspended);
        } finally {
            suspended.clear();
            suspended.close();
        }
        if (event != null) {
            event.ended(completed.outcome(), completed.registered(), delivery.calls(), delivery.failed());
        }
        return delivery.failure();
    }

    /** For callbacks that a test runs, as after a commit. */
    Delivery deliveryOfCaptured(FailurePolicy policy) {
        return new Delivery(policy, observation, false);
    }

    /** Runs a captured call: within its transaction while that is open, as every other callback after it. */
    void runCaptured(Delivery delivery, Captured call) {
        TransactionCallbacks transaction = call.transaction();
        Suspension suspended = transaction.isCompleted() ? ambientTransactions.suspend() : Suspension.NONE;
        try {
            run(delivery, COMMITTED, transaction, List.of(call), Suspension.NONE);
        } finally {
            suspended.close();
        }
    }

    private static void run(
            Delivery delivery,
            TransactionOutcome outcome,
            TransactionCallbacks transaction,
            List<? extends Callback> callbacks,
            Suspension suspended) {
        TransactionOutcome enclosing = isAsked ? RUNNING_AFTER.get() : null;
        mark(outcome);
        try {
            delivery.run(transaction, outcome, callbacks, suspended);
        } finally {
            // Null as well, which keeps nothing alive: to remove it would have the next call make it anew
            mark(enclosing);
        }
    }

    private static void mark(@Nullable TransactionOutcome outcome) {
        if (isAsked) {
            RUNNING_AFTER.set(outcome);
        }
    }

    /**
     * Runs a callback for which there is no transaction to wait, on a thread without a finished one, too.
     *
     * @param call makes its call
     */
    void runAtOnce(Callback callback, Runnable call) {
        Suspension suspended = ambientTransactions.suspend();
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
            suspended.close();
        }
    }
}
