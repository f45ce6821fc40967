package dev.aftercommit.test.barrier.soak;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.test.barrier.support.Counts;
import dev.aftercommit.test.barrier.support.Result;
import dev.aftercommit.test.barrier.support.Worker;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** All tasks that were sent to the workers, and what became of them. */
final class Awaits {

    /** So many are under way; writers are held up before they begin, not within a transaction. */
    private static final int MOST = 200;

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Worker worker;
    private final Collection<Await> all = new ConcurrentLinkedQueue<>();
    private int open;

    Awaits(Worker worker) {
        this.worker = worker;
    }

    /** Waits until not too many are under way. */
    synchronized void awaitRoom() throws InterruptedException {
        while (open >= MOST) {
            wait();
        }
    }

    void send(BarrierToken token, long row, int waiters) {
        for (int waiter = 0; waiter < waiters; waiter++) {
            opened(1);
            CompletableFuture<Result> result = worker.send(token, TIMEOUT, row);
            all.add(new Await(row, result.whenComplete((ended, failure) -> opened(-1))));
        }
    }

    private synchronized void opened(int more) {
        open += more;
        notifyAll();
    }

    /** Compares with the rows that are there in the end. */
    Counts compare(Set<Long> rows) throws Exception {
        Counts counts = new Counts();
        for (Await await : all) {
            Result result = await.result().get(5, TimeUnit.MINUTES);
            counts.add(await.row(), result, rows.contains(await.row()));
        }
        return counts;
    }

    private record Await(long row, CompletableFuture<Result> result) {}
}
