package dev.aftercommit.internal.transaction;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommitException;
import dev.aftercommit.CallbackFailure;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.jfr.RecordedCallback;
import dev.aftercommit.spi.AmbientTransaction.Suspension;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the callbacks of one transaction, each for itself, under the failure policy. */
final class Delivery {

    private final FailurePolicy policyAfterCommit;
    private final Observation observation;
    private final Suspension suspended;
    private final @Nullable HeldConnection connection;
    private List<CallbackFailure> failuresAfterCommit = List.of();
    private int calls;
    private int failed;
    private int notRun;
    private @Nullable VirtualMachineError fatal;

    // Of those that are being run
    private TransactionOutcome outcome = COMMITTED;

    /**
     * A delivery of callbacks.
     *
     * @param suspended cleared before each callback
     * @param connection given back before each callback; null if it is to stay where it is
     */
    Delivery(
            FailurePolicy policyAfterCommit,
            Observation observation,
            Suspension suspended,
            @Nullable HeldConnection connection) {
        this.policyAfterCommit = policyAfterCommit;
        this.observation = observation;
        this.suspended = suspended;
        this.connection = connection;
    }

    /**
     * Runs those that wait for the outcome: oldest first, but after a rollback newest first.
     *
     * <p>This is one method, and of more than 325 bytes, so that the compiler of HotSpot leaves it by itself (FreqInlineSize). Of smaller
     * ones it makes a part of Hibernate's own method for the end of a transaction, or not: there the same callbacks take a quarter longer.
     */
    void run(TransactionCallbacks transaction, TransactionOutcome ended, List<? extends Callback> callbacks) {
        outcome = ended;
        int size = callbacks.size();
        for (int i = 0; i < size; i++) {
            Callback callback = callbacks.get(ended == ROLLED_BACK ? size - 1 - i : i);
            try {
                callback.prepare(ended);
            } catch (Throwable failure) {
                // Who is told of a failure has been told of a start
                calls++;
                observation.started(transaction, callback, 0);
                failed(transaction, callback, 0, failure);
                continue;
            }
            int callsOfOne = callback.size();
            for (int index = 0; index < callsOfOne; index++) {
                if (!callback.runsAfter(ended, index)) {
                    discarded(transaction, callback, index);
                } else if (ended == COMMITTED
                        && policyAfterCommit == FailurePolicy.STOP
                        && !failuresAfterCommit.isEmpty()
                        && !callback.runsInAnyCase()) {
                    notRun++;
                    discarded(transaction, callback, index);
                } else {
                    suspended.clear();
                    if (connection != null) {
                        connection.giveBack();
                    }
                    calls++;
                    observation.started(transaction, callback, index);
                    RecordedCallback event = callback.event();
                    try {
                        callback.run(ended, index);
                    } catch (Throwable failure) {
                        record(transaction, event, callback, index, failure);
                        failed(transaction, callback, index, failure);
                        continue;
                    }
                    record(transaction, event, callback, index, null);
                    observation.succeeded(transaction, callback, index);
                }
            }
        }
    }

    /** The number of calls that were made. */
    int calls() {
        return calls;
    }

    /** The number of callbacks that have failed. */
    int failed() {
        return failed;
    }

    /** What is to be thrown when all is done; null for nothing. */
    @Nullable
    Throwable failure() {
        if (fatal != null) {
            return fatal;
        } else if (failuresAfterCommit.isEmpty() || policyAfterCommit == FailurePolicy.LOG) {
            return null;
        }
        String message = LOG.callbacksFailed(
                failuresAfterCommit.size(), notRun, failuresAfterCommit.get(0).callback());
        return new AfterCommitException(message, failuresAfterCommit, notRun);
    }

    private void discarded(TransactionCallbacks transaction, Callback callback, int index) {
        callback.discarded(outcome, index);
        observation.discarded(transaction, callback, index, outcome);
    }

    private void record(
            TransactionCallbacks transaction,
            @Nullable RecordedCallback event,
            Callback callback,
            int index,
            @Nullable Throwable failure) {
        if (event != null) {
            event.ended(() -> callback.description(index), transaction.isNone() ? null : outcome, failure);
        }
    }

    private void failed(TransactionCallbacks transaction, Callback callback, int index, Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (fatal == null && failure instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
            fatal = error;
        }
        failed++;
        if (outcome == COMMITTED) {
            failuresAfterCommit = failuresAfterCommit.isEmpty() ? new ArrayList<>() : failuresAfterCommit;
            failuresAfterCommit.add(new CallbackFailure(callback.description(index), failure));
        }
        LOG.callbackFailed(callback.description(index), outcome.name(), failure);
        observation.failed(transaction, callback, index, failure);
    }
}
