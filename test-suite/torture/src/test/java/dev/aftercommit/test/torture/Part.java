package dev.aftercommit.test.torture;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.TransactionOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A row of a transaction, and what the callbacks were told that stand for it. */
final class Part {

    private final long row;
    private final Plan plan;
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicInteger rolledBack = new AtomicInteger();
    private final AtomicInteger entityCommitted = new AtomicInteger();
    private final AtomicInteger entityRolledBack = new AtomicInteger();
    private final AtomicInteger asyncRan = new AtomicInteger();
    private final Collection<TransactionOutcome> outcomes = new ConcurrentLinkedQueue<>();
    private volatile boolean commitSaid;
    private volatile boolean registered;
    private volatile boolean flushed;
    private volatile CompletableFuture<Void> async;

    Part(long row, Plan plan) {
        this.row = row;
        this.plan = plan;
    }

    /** Registers callbacks of each kind. */
    void register(AfterCommit afterCommit, Runnable more) {
        afterCommit.run(() -> {
            committed.incrementAndGet();
            more.run();
        });
        afterCommit.afterRollback(rolledBack::incrementAndGet);
        afterCommit.afterCompletion(outcomes::add);
        if (plan.async()) {
            async = afterCommit.runAsync(asyncRan::incrementAndGet);
        }
        registered = true;
    }

    /** The row has gone to the database, so that the callbacks of its entity are to be told too. */
    void flushed() {
        flushed = true;
    }

    /** The client has said COMMIT. */
    void commitSaid() {
        commitSaid = true;
    }

    boolean isCommitSaid() {
        return commitSaid;
    }

    void entityCommitted() {
        entityCommitted.incrementAndGet();
    }

    void entityRolledBack() {
        entityRolledBack.incrementAndGet();
    }

    long row() {
        return row;
    }

    Plan plan() {
        return plan;
    }

    boolean isRegistered() {
        return registered;
    }

    boolean isUnknown() {
        return outcomes.contains(TransactionOutcome.UNKNOWN);
    }

    /** What is not as the database says; none where all is right. */
    List<String> wrong(boolean inDatabase) {
        List<String> wrong = new ArrayList<>();
        boolean unknown = isUnknown();
        int commits = inDatabase && !unknown ? 1 : 0;
        int rollbacks = inDatabase || unknown ? 0 : 1;
        check(wrong, "outcomes", outcomes.size(), 1, 1);
        check(wrong, "commit callbacks", committed.get(), commits, commits);
        check(wrong, "rollback callbacks", rolledBack.get(), rollbacks, rollbacks);
        check(wrong, "@PostCommit", entityCommitted.get(), commits, commits);
        check(wrong, "@PostRollback", entityRolledBack.get(), flushed ? rollbacks : 0, rollbacks);
        if (!unknown
                && !outcomes.contains(inDatabase ? TransactionOutcome.COMMITTED : TransactionOutcome.ROLLED_BACK)) {
            wrong.add("outcome " + outcomes);
        }
        if (plan.async()) {
            check(wrong, "asynchronous callbacks", asyncRan.get(), commits, commits);
            checkFuture(wrong, commits, rollbacks);
        }
        return wrong;
    }

    private void checkFuture(List<String> wrong, int commits, int rollbacks) {
        boolean right = async.isDone()
                && async.isCompletedExceptionally() == (commits == 0)
                && async.isCancelled() == (rollbacks == 1);
        if (!right) {
            wrong.add("future " + async);
        }
    }

    private static void check(List<String> wrong, String what, int found, int least, int most) {
        if (found < least || found > most) {
            wrong.add(what + " " + found);
        }
    }

    @Override
    public String toString() {
        return "row " + row + ", " + plan;
    }
}
