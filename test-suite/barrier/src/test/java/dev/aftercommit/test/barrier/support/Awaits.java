package dev.aftercommit.test.barrier.support;

import dev.aftercommit.BarrierToken;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** All tasks that were sent to a worker, and what became of them. */
public final class Awaits {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Worker worker;
    private final int most;
    private final Collection<Await> all = new ConcurrentLinkedQueue<>();
    private int open;

    /** Those of a worker; {@link #awaitRoom} waits where so many are under way. */
    public Awaits(Worker worker, int most) {
        this.worker = worker;
        this.most = most;
    }

    /** For writers, who are held up before they begin, and not within a transaction. */
    public synchronized void awaitRoom() throws InterruptedException {
        while (open >= most) {
            wait();
        }
    }

    /** Sends a task of the given kind, which is but a name in the report. */
    public void send(String kind, BarrierToken token, long row) {
        opened(1);
        CompletableFuture<Result> result = worker.send(token, TIMEOUT, row);
        all.add(new Await(kind, row, result.whenComplete((ended, failure) -> opened(-1))));
    }

    private synchronized void opened(int more) {
        open += more;
        notifyAll();
    }

    /** Waits for all of them, and compares with the rows that are there in the end. */
    public Report compare(Set<Long> rows) throws Exception {
        Report report = new Report();
        for (Await await : all) {
            Result result = await.result().get(5, TimeUnit.MINUTES);
            report.add(await.kind(), await.row(), result, rows.contains(await.row()));
        }
        return report;
    }

    private record Await(String kind, long row, CompletableFuture<Result> result) {}
}
