package dev.aftercommit.internal.transaction;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.jfr.RecordedCallback;
import dev.aftercommit.spi.AmbientTransaction.Suspension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the callbacks of one transaction, each for itself, under the failure policy. */
final class Delivery {

    private final FailurePolicy policyAfterCommit;
    private final Observation observation;
    private final boolean givesConnectionBack;
    private int calls;
    private @Nullable Failures failures;

    /**
     * A delivery of callbacks.
     *
     * @param givesConnectionBack whether the connection is given back before each callback
     */
    Delivery(FailurePolicy policyAfterCommit, Observation observation, boolean givesConnectionBack) {
        this.policyAfterCommit = policyAfterCommit;
        this.observation = observation;
        this.givesConnectionBack = givesConnectionBack;
    }

    /**
     * Runs those that wait for the outcome: oldest first, but after a rollback newest first.
     *
     * <p>This is one method, and of more than 325 bytes, so that the compiler of HotSpot leaves it by itself (FreqInlineSize). Of smaller
     * ones it makes a part of Hibernate's own method for the end of a transaction, or not: there the same callbacks take a quarter longer.
     *
     * @param suspended cleared before each callback
     */
    void run(
            TransactionCallbacks transaction,
            TransactionOutcome outcome,
            List<? extends Callback> callbacks,
            Suspension suspended) {
        int size = callbacks.size();
        for (int i = 0; i < size; i++) {
            Callback callback = callbacks.get(outcome == ROLLED_BACK ? size - 1 - i : i);
            try {
                callback.prepare(outcome);
            } catch (Throwable failure) {
                // Who is told of a failure has been told of a start
                calls++;
                observation.started(transaction, callback, 0);
                failed(transaction, outcome, callback, 0, failure);
                continue;
            }
            int callsOfOne = callback.size();
            for (int index = 0; index < callsOfOne; index++) {
                if (!callback.runsAfter(outcome, index)) {
                    discarded(transaction, outcome, callback, index);
                } else if (outcome == COMMITTED
                        && policyAfterCommit == FailurePolicy.STOP
                        && failures != null
                        && failures.isAnyAfterCommit()
                        && !callback.runsInAnyCase()) {
                    failures.addNotRun();
                    discarded(transaction, outcome, callback, index);
                } else {
                    suspended.clear();
                    if (givesConnectionBack) {
                        transaction.giveConnectionBack();
                    }
                    calls++;
                    observation.started(transaction, callback, index);
                    RecordedCallback event = callback.event();
                    try {
                        callback.run(outcome, index);
                    } catch (Throwable failure) {
                        if (event != null) {
                            record(event, transaction, outcome, callback, index, failure);
                        }
                        failed(transaction, outcome, callback, index, failure);
                        continue;
                    }
                    if (event != null) {
                        record(event, transaction, outcome, callback, index, null);
                    }
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
        return failures == null ? 0 : failures.size();
    }

    /** What is to be thrown when all is done; null for nothing. */
    @Nullable
    Throwable failure() {
        return failures == null ? null : failures.thrown(policyAfterCommit);
    }

    private void discarded(TransactionCallbacks transaction, TransactionOutcome outcome, Callback callback, int index) {
        callback.discarded(outcome, index);
        observation.discarded(transaction, callback, index, outcome);
    }

    private static void record(
            RecordedCallback event,
            TransactionCallbacks transaction,
            TransactionOutcome outcome,
            Callback callback,
            int index,
            @Nullable Throwable failure) {
        event.ended(() -> callback.description(index), transaction.isNone() ? null : outcome, failure);
    }

    private void failed(
            TransactionCallbacks transaction,
            TransactionOutcome outcome,
            Callback callback,
            int index,
            Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        failures = failures == null ? new Failures() : failures;
        failures.add(callback.description(index), outcome, failure);
        LOG.callbackFailed(callback.description(index), outcome.name(), failure);
        observation.failed(transaction, callback, index, failure);
    }
}
