package dev.aftercommit.internal.jfr;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

@Name("dev.aftercommit.Transaction")
@Label("Transaction with Callbacks")
@Description("A transaction with callbacks has ended; the duration is that of its callbacks")
@Category({"Hibernate", "AfterCommit"})
@StackTrace(false)
final class TransactionEvent extends Event implements RecordedTransaction {

    // Asked before another is made
    private static final TransactionEvent ANY = new TransactionEvent();

    @Label("Outcome")
    @Nullable
    String outcome;

    @Label("Registered")
    @Description("Callbacks that were registered with it")
    int registered;

    @Label("Run")
    @Description("Callbacks that have run, or were handed to an executor")
    int run;

    @Label("Failed")
    @Description("Callbacks that have failed on the thread of the transaction")
    int failed;

    @Label("Discarded")
    @Description("Callbacks that will never run")
    int discarded;

    static @Nullable TransactionEvent begun() {
        if (!ANY.isEnabled()) {
            return null;
        }
        TransactionEvent event = new TransactionEvent();
        event.begin();
        return event;
    }

    @Override
    public void ended(TransactionOutcome ofTransaction, int allRegistered, int haveRun, int haveFailed) {
        outcome = ofTransaction.name();
        registered = allRegistered;
        run = haveRun;
        failed = haveFailed;
        discarded = allRegistered - haveRun;
        try {
            commit();
        } catch (Throwable e) {
            LOG.eventNotRecorded(e);
        }
    }
}
