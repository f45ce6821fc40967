package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks for all that are waited for, in one thread, which is there only while somebody waits. The intervals grow with the wait,
 * and those that have waited for long are asked for together. At most looks a glance at what may have committed will do: only
 * those who have waited for long are told of a rollback later than of a commit.
 */
final class Poller<Q> {

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    // Each divides the longest, so that all come together there
    private static final long[] INTERVALS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1000};
    private static final long LONGEST_TO_GLANCE = 50;
    private static final int PARTS_OF_WAIT = 10;

    private final Inquiry<Q> inquiry;
    private final List<Wait<Q>> waits = new ArrayList<>();
    private @Nullable Thread thread;
    private boolean closed;
    private boolean failing;

    Poller(Inquiry<Q> inquiry) {
        this.inquiry = inquiry;
    }

    /** The answer to a question; cancelled, it is not waited for any longer. */
    CompletableFuture<TransactionOutcome> add(Q question) {
        Wait<Q> wait = new Wait<>(question);
        synchronized (waits) {
            if (closed) {
                throw LOG.barrierIsClosed();
            }
            waits.add(wait);
            if (thread == null) {
                thread = start();
            }
            waits.notifyAll();
        }
        return wait.outcome;
    }

    private Thread start() {
        Thread started = new Thread(this::run, "aftercommit-barrier");
        started.setDaemon(true);
        // Not that of whoever happens to wait first
        started.setContextClassLoader(Poller.class.getClassLoader());
        started.start();
        return started;
    }

    private void run() {
        for (List<Wait<Q>> due = due(); !due.isEmpty(); due = due()) {
            ask(due);
        }
    }

    /** Those whose time has come; none when nobody waits any more, and the thread ends. */
    private List<Wait<Q>> due() {
        synchronized (waits) {
            while (true) {
                waits.removeIf(wait -> wait.outcome.isDone());
                if (waits.isEmpty()) {
                    thread = null;
                    return List.of();
                }
                long now = System.nanoTime();
                List<Wait<Q>> due =
                        waits.stream().filter(wait -> wait.next - now <= 0).toList();
                if (!due.isEmpty()) {
                    return due;
                }
                sleep(waits.stream().mapToLong(wait -> wait.next - now).min().orElse(0));
            }
        }
    }

    private void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(waits, Math.max(nanos, MILLISECOND / 10));
        } catch (InterruptedException e) {
            LOG.tracef(e, "Nobody has a reason to interrupt it");
        }
    }

    private void ask(List<Wait<Q>> due) {
        long begin = System.nanoTime();
        boolean glance = due.stream().noneMatch(wait -> wait.nextInFull - begin <= 0);
        try {
            List<Answer> answers =
                    inquiry.ask(due.stream().map(wait -> wait.question).toList(), glance);
            failing = false;
            for (int index = 0; index < due.size(); index++) {
                answers.get(index).tell(due.get(index).outcome);
            }
        } catch (SQLException e) {
            if (!failing) {
                LOG.databaseIsNotAsked(e);
            }
            failing = true;
        } catch (Throwable e) {
            due.forEach(wait -> wait.outcome.completeExceptionally(e));
        }
        long now = System.nanoTime();
        due.forEach(wait -> wait.schedule(now, glance, failing));
    }

    /** Releases all who wait. */
    void close() {
        List<Wait<Q>> released;
        Thread asking;
        synchronized (waits) {
            closed = true;
            released = List.copyOf(waits);
            asking = thread;
            waits.notifyAll();
        }
        released.forEach(wait -> wait.outcome.completeExceptionally(LOG.barrierIsClosed()));
        if (asking != null && asking != Thread.currentThread()) {
            awaitEnd(asking);
        }
    }

    /** Its connection is to be given back before the pool is closed. */
    private static void awaitEnd(Thread asking) {
        try {
            asking.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How the database is asked. */
    interface Inquiry<Q> {

        /** The answers to questions, in their order; those to a glance may tell of commits only. */
        List<Answer> ask(List<Q> questions, boolean glance) throws SQLException;
    }

    /** What the database says, or why it cannot be asked. */
    record Answer(
            Optional<TransactionOutcome> outcome, @Nullable RuntimeException fault) {

        void tell(CompletableFuture<TransactionOutcome> waiting) {
            if (fault != null) {
                waiting.completeExceptionally(fault);
            } else {
                outcome.ifPresent(waiting::complete);
            }
        }
    }

    private static final class Wait<Q> {

        final Q question;
        final CompletableFuture<TransactionOutcome> outcome = new CompletableFuture<>();
        final long begun = System.nanoTime();
        long next = begun;
        long nextInFull = begun;

        Wait(Q question) {
            this.question = question;
        }

        /** When to look again; after a glance or a failure, a full look stays due when it was. */
        void schedule(long now, boolean glance, boolean failing) {
            long interval = interval(now);
            next = after(now, failing ? LONGEST_TO_GLANCE : Math.min(interval, LONGEST_TO_GLANCE));
            nextInFull = glance || failing ? nextInFull : after(now, interval);
        }

        private long interval(long now) {
            long part = (now - begun) / PARTS_OF_WAIT / MILLISECOND;
            long interval = INTERVALS[0];
            for (long longer : INTERVALS) {
                interval = part >= longer ? longer : interval;
            }
            return interval;
        }

        private static long after(long now, long interval) {
            return (Math.floorDiv(now, interval * MILLISECOND) + 1) * interval * MILLISECOND;
        }
    }
}
