package dev.aftercommit.internal.transaction;

import dev.aftercommit.EntityChange;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.jfr.FlightRecording;
import dev.aftercommit.internal.jfr.RecordedCallback;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What stands at one place in the order of a transaction's callbacks: one call, or the calls of all callback methods of
 * one entity.
 */
public abstract class Callback {

    /** The number of calls that this callback may make. */
    protected int size() {
        return 1;
    }

    /** Called once when the transaction has ended, before anything else is asked. */
    protected void prepare(TransactionOutcome outcome) {}

    /** Whether a call is to be made after the given outcome. */
    protected abstract boolean runsAfter(TransactionOutcome outcome, int index);

    /** Whether it runs even where the failure of another has stopped the rest. */
    protected boolean runsInAnyCase() {
        return false;
    }

    /** Makes a call. */
    protected abstract void run(TransactionOutcome outcome, int index) throws Throwable;

    /** Called instead of {@link #run}: a call will never be made. */
    protected void discarded(TransactionOutcome outcome, int index) {}

    /** Whether another callback, further out, has taken the place of this one when its scope was kept. */
    protected boolean isSuperseded() {
        return false;
    }

    /** Makes a call for a test. The transaction may still be open: its session is given then, else null. */
    protected void runCaptured(
            @Nullable SharedSessionContractImplementor inTransaction, TransactionOutcome outcome, int index)
            throws Throwable {
        run(outcome, index);
    }

    /** What a call is made for. */
    protected abstract CallbackKind kind(int index);

    /** The change that a call tells of; null if it is of no entity. */
    protected @Nullable EntityChange<?> change() {
        return null;
    }

    /** The event of a call that is about to be made; null if there is none. */
    @Nullable
    RecordedCallback event() {
        return FlightRecording.callback();
    }

    /** Describes a call for people: its kind, and the class or method that runs. */
    protected abstract String description(int index);
}
