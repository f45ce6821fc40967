package dev.aftercommit.internal.jfr;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("dev.aftercommit.Callback")
@Label("Callback")
@Description("A callback has run, after a transaction or at once")
@Category({"Hibernate", "AfterCommit"})
@StackTrace(false)
final class CallbackEvent extends Event implements RecordedCallback {

    // Asked before another is made
    private static final CallbackEvent ANY = new CallbackEvent();

    @Label("Callback")
    @Description("Its kind, and the class or method that has run")
    @Nullable
    String callback;

    @Label("Outcome")
    @Description("The outcome of the transaction after which it has run; none if it has run at once")
    @Nullable
    String outcome;

    @Label("Failure")
    @Description("The class of what it has thrown")
    @Nullable
    String failure;

    static @Nullable CallbackEvent begun() {
        if (!ANY.isEnabled()) {
            return null;
        }
        CallbackEvent event = new CallbackEvent();
        event.begin();
        return event;
    }

    @Override
    public void ended(
            Supplier<String> description, @Nullable TransactionOutcome afterOutcome, @Nullable Throwable thrown) {
        end();
        try {
            if (shouldCommit()) {
                callback = description.get();
                outcome = afterOutcome == null ? null : afterOutcome.name();
                failure = thrown == null ? null : thrown.getClass().getName();
                commit();
            }
        } catch (Throwable e) {
            LOG.eventNotRecorded(e);
        }
    }
}
