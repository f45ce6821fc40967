package dev.aftercommit.test.barrier.measure;

import com.zaxxer.hikari.HikariDataSource;
import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.test.barrier.support.Table;
import dev.aftercommit.test.barrier.support.Task;
import dev.aftercommit.test.barrier.support.TestDatabase;
import dev.aftercommit.test.barrier.support.Waiting;
import dev.aftercommit.test.barrier.support.Waiting.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** What those who wait cost the database: the connections that they hold, and what they ask, once they wait for some time. */
final class Load {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** Until the intervals no longer grow, which is after ten seconds, for the last of a thousand threads as well. */
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(15);

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final long MEASURED = TimeUnit.SECONDS.toNanos(5);

    private final TestDatabase database;
    private final SessionFactory factory;
    private final LongAdder failed = new LongAdder();
    private CountDownLatch ended = new CountDownLatch(0);
    private long rows = 2_000_000_000;

    Load(TestDatabase database, SessionFactory factory) {
        this.database = database;
        this.factory = factory;
    }

    Table measure(int... waiting) throws Exception {
        Table table = new Table("waiting", "tokens", "connections", "round trips per second", "failed");
        for (Way way : Way.values()) {
            for (int tokens : waiting) {
                table.row(way.name().toLowerCase(Locale.ROOT), measure(way, tokens));
            }
        }
        return table;
    }

    private List<Object> measure(Way way, int tokens) throws Exception {
        try (RoundTrips trips = new RoundTrips(database.url());
                Session session = factory.openSession()) {
            session.beginTransaction();
            HikariDataSource pool = database.pool(trips.url(), way.connections(tokens));
            await(way.on(pool, Map.of()), spawn(session, tokens));
            LockSupport.parkNanos(WARM_UP);
            awaitConnections(pool, way == Way.LOCK ? tokens : 0);
            long before = trips.count();
            long begin = System.nanoTime();
            int connections = 0;
            while (System.nanoTime() - begin < MEASURED) {
                connections = Math.max(connections, pool.getHikariPoolMXBean().getActiveConnections());
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
            }
            double perSecond = (trips.count() - before) * 1e9 / (System.nanoTime() - begin);
            session.getTransaction().commit();
            ended.await();
            pool.close();
            return List.of(tokens, connections, String.format(Locale.ROOT, "%.1f", perSecond), failed.sumThenReset());
        }
    }

    /** Not for ever: the server may give up some before others have one. */
    private static void awaitConnections(HikariDataSource pool, int held) {
        long end = System.nanoTime() + PATIENCE;
        while (pool.getHikariPoolMXBean().getActiveConnections() < held && System.nanoTime() < end) {
            LockSupport.parkNanos(WARM_UP / 100);
        }
    }

    /** Each in a thread of its own, as workers would. */
    private void await(Waiting waiting, List<Spawned> tasks) {
        ended = new CountDownLatch(tasks.size());
        for (Spawned task : tasks) {
            Thread thread = new Thread(() -> {
                try {
                    waiting.await(task.token(), TIMEOUT, task.row());
                } catch (Exception e) {
                    failed.increment();
                } finally {
                    ended.countDown();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Each in a savepoint of its own, and so with a token of its own. */
    private List<Spawned> spawn(Session session, int tokens) {
        List<Spawned> spawned = new ArrayList<>();
        for (int token = 0; token < tokens; token++) {
            long row = ++rows;
            spawned.add(new Spawned(
                    AfterCommit.of(session).fromSavepoint(() -> {
                        session.persist(new Task(row));
                        session.flush();
                        return AfterCommit.of(session).token();
                    }),
                    row));
            session.clear();
        }
        return spawned;
    }

    private record Spawned(BarrierToken token, long row) {}
}
