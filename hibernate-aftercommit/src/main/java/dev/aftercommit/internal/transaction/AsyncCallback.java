package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.jfr.RecordedCallback;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** A callback of {@code runAsync}. */
final class AsyncCallback extends CommitCallback {

    private final AsyncWork work;

    AsyncCallback(AsyncWork work) {
        super(work);
        this.work = work;
    }

    @Override
    protected void prepare(TransactionOutcome outcome) {
        work.transactionEnded(outcome);
    }

    /** None: it is the work that has one, on the thread where it runs. */
    @Override
    @Nullable
    RecordedCallback event() {
        return null;
    }

    @Override
    protected void discarded(TransactionOutcome outcome, int index) {
        if (outcome == TransactionOutcome.UNKNOWN) {
            work.future().completeExceptionally(LOG.outcomeUnknown(work.description()));
        } else {
            work.future().cancel(false);
        }
    }

    @Override
    protected void runCaptured(
            @Nullable SharedSessionContractImplementor inTransaction, TransactionOutcome outcome, int index) {
        // On another thread it could not see what an open transaction has written
        work.runHere();
    }

    @Override
    protected CallbackKind kind(int index) {
        return CallbackKind.ASYNC;
    }

    @Override
    protected String description(int index) {
        return work.description();
    }
}
