package dev.aftercommit.internal.transaction;

import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the callbacks of one transaction, each for itself. */
final class Delivery {

    private final TransactionCallbacks transaction;
    private final TransactionOutcome outcome;
    private final Observation observation;
    private @Nullable VirtualMachineError fatal;

    Delivery(TransactionCallbacks transaction, TransactionOutcome outcome, Observation observation) {
        this.transaction = transaction;
        this.outcome = outcome;
        this.observation = observation;
    }

    /** Runs those that wait for the outcome: oldest first, but after a rollback newest first. */
    void run(List<Callback> callbacks) {
        int size = callbacks.size();
        for (int i = 0; i < size; i++) {
            run(callbacks.get(outcome == ROLLED_BACK ? size - 1 - i : i));
        }
    }

    /** The first error that a callback has thrown after which the virtual machine is not to be relied on. */
    @Nullable
    VirtualMachineError fatal() {
        return fatal;
    }

    private void run(Callback callback) {
        try {
            callback.prepare(outcome);
        } catch (Throwable failure) {
            failed(callback, 0, failure);
            return;
        }
        for (int index = 0; index < callback.size(); index++) {
            if (callback.runsAfter(outcome, index)) {
                run(callback, index);
            } else {
                observation.discarded(transaction, callback, index, outcome);
            }
        }
    }

    private void run(Callback callback, int index) {
        observation.started(transaction, callback, index);
        try {
            callback.run(outcome, index);
        } catch (Throwable failure) {
            failed(callback, index, failure);
            return;
        }
        observation.succeeded(transaction, callback, index);
    }

    private void failed(Callback callback, int index, Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (fatal == null && failure instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
            fatal = error;
        }
        LOG.callbackFailed(callback.description(index), outcome.name(), failure);
        observation.failed(transaction, callback, index, failure);
    }
}
