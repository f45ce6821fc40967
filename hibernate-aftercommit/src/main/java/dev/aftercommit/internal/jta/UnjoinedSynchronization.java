package dev.aftercommit.internal.jta;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.transaction.TransactionCallbacks;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/** Delivers the callbacks of a session that has not joined the JTA transaction which they wait for. */
final class UnjoinedSynchronization implements Synchronization {

    private final TransactionCallbacks callbacks;
    private final Thread thread = Thread.currentThread();

    UnjoinedSynchronization(TransactionCallbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public void beforeCompletion() {
        // there is nothing to do while the transaction can still fail
    }

    @Override
    public void afterCompletion(int status) {
        TransactionOutcome outcome = outcome(status);
        callbacks.record(outcome);
        // A transaction manager rolls back on a thread of its own after a timeout, while the session may be in use
        if (Thread.currentThread() == thread || outcome == TransactionOutcome.COMMITTED) {
            callbacks.complete(outcome, "the transaction manager does not know");
        }
    }

    private static TransactionOutcome outcome(int status) {
        return switch (status) {
            case Status.STATUS_COMMITTED -> TransactionOutcome.COMMITTED;
            case Status.STATUS_ROLLEDBACK, Status.STATUS_ROLLING_BACK, Status.STATUS_MARKED_ROLLBACK ->
                TransactionOutcome.ROLLED_BACK;
            default -> TransactionOutcome.UNKNOWN;
        };
    }
}
