package dev.aftercommit.internal.transaction;

import dev.aftercommit.EntityChange;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.jfr.RecordedCallback;
import org.jspecify.annotations.Nullable;

/** One call of a callback that a capture has collected. */
public final class Captured extends Callback {

    private final TransactionCallbacks transaction;
    private final Callback callback;
    private final int index;
    private final StackTraceElement registeredAt;

    // A rollback may be told on another thread
    private volatile boolean done;
    private volatile boolean removed;

    Captured(TransactionCallbacks transaction, Callback callback, int index, StackTraceElement registeredAt) {
        this.transaction = transaction;
        this.callback = callback;
        this.index = index;
        this.registeredAt = registeredAt;
    }

    TransactionCallbacks transaction() {
        return transaction;
    }

    /** What a test sees: neither what was rolled back nor, as far as is known yet, what has no net change to tell. */
    boolean isListed() {
        return !removed
                && (done || isToBeRun(TransactionOutcome.COMMITTED) || isToBeRun(TransactionOutcome.ROLLED_BACK));
    }

    /** Whether it is to be run as after a commit. */
    boolean isPending() {
        return !removed && !done && isToBeRun(TransactionOutcome.COMMITTED);
    }

    private boolean isToBeRun(TransactionOutcome outcome) {
        if (callback.isSuperseded()) {
            return false;
        }
        callback.prepare(outcome);
        return callback.runsAfter(outcome, index);
    }

    /** Takes the call out of the capture, as a rollback does. */
    void remove(TransactionOutcome outcome) {
        drop(outcome);
        removed = true;
    }

    /** Has the call never run. */
    void drop(TransactionOutcome outcome) {
        if (!done) {
            done = true;
            transaction.forget(callback);
            callback.discarded(outcome, index);
        }
    }

    @Override
    protected boolean runsAfter(TransactionOutcome outcome, int own) {
        return callback.runsAfter(outcome, index);
    }

    @Override
    protected boolean runsInAnyCase() {
        return callback.runsInAnyCase();
    }

    @Override
    protected void run(TransactionOutcome outcome, int own) throws Throwable {
        done = true;
        // What comes after it in a transaction that is still open is registered anew
        transaction.forget(callback);
        callback.runCaptured(transaction.openSession(), outcome, index);
    }

    @Override
    @Nullable
    RecordedCallback event() {
        return callback.event();
    }

    @Override
    protected void discarded(TransactionOutcome outcome, int own) {
        drop(outcome);
    }

    @Override
    protected CallbackKind kind(int own) {
        return callback.kind(index);
    }

    @Override
    protected String description(int own) {
        return callback.description(index);
    }

    /** What it was registered by, or what it is a call of. */
    public CallbackKind kind() {
        return kind(index);
    }

    /** What is logged of it. */
    public String description() {
        return description(index);
    }

    /** The place in the code that registered the callback, or, for one of an entity, made Hibernate flush it. */
    public StackTraceElement registeredAt() {
        return registeredAt;
    }

    @Override
    public @Nullable EntityChange<?> change() {
        return callback.change();
    }
}
