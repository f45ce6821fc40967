package dev.aftercommit.test.barrier.measure;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.test.barrier.support.Result;
import dev.aftercommit.test.barrier.support.Table;
import dev.aftercommit.test.barrier.support.Task;
import dev.aftercommit.test.barrier.support.TestDatabase;
import dev.aftercommit.test.barrier.support.Waiting.Way;
import dev.aftercommit.test.barrier.support.Worker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** The time from when the writer's commit has returned to when the worker, in another process, goes on. */
final class Release {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final TestDatabase database;
    private final SessionFactory factory;
    private final Map<Way, Worker> workers = new EnumMap<>(Way.class);
    private final AtomicLong rows = new AtomicLong();

    Release(TestDatabase database, SessionFactory factory) {
        this.database = database;
        this.factory = factory;
        for (Way way : Way.values()) {
            workers.put(way, database.worker(4, Map.of("way", way.name())));
        }
    }

    /** Measures all ways in turns, with transactions that stay open for a random time after the task is out. */
    Table measure(int tasks, int shortest, int longest, long seed) throws Exception {
        Map<Way, Times> times = new EnumMap<>(Way.class);
        Random random = new Random(seed);
        for (int task = 0; task < tasks; task++) {
            for (Way way : Way.values()) {
                int millis = shortest + random.nextInt(longest - shortest);
                times.computeIfAbsent(way, absent -> new Times()).add(release(way, millis));
            }
        }
        Table table =
                new Table("open for %d to %d ms".formatted(shortest, longest), "tasks", "p50 ms", "p95 ms", "p99 ms");
        times.forEach((way, all) ->
                table.row(way.name().toLowerCase(), all.count(), all.millis(50), all.millis(95), all.millis(99)));
        return table;
    }

    private long release(Way way, int millis) throws Exception {
        long row = rows.incrementAndGet();
        CompletableFuture<Result> result;
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            session.persist(new Task(row));
            session.flush();
            BarrierToken token = AfterCommit.of(session).token();
            result = workers.get(way).send(token, TIMEOUT, row);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            session.getTransaction().commit();
        }
        long committed = System.nanoTime();
        Result ended = result.get(2, TimeUnit.MINUTES);
        if (!ended.rowSeen()) {
            throw new IllegalStateException(database.url() + ": " + ended);
        }
        return ended.endedAt() - committed;
    }
}
