package dev.aftercommit.test.barrier.measure;

import com.zaxxer.hikari.HikariDataSource;
import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.Session;
import org.hibernate.Transaction;

/** An open transaction that somebody waits for, whose looks are counted in round trips. */
final class LongWait implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RoundTrips trips;
    private final HikariDataSource pool;
    private final Session session;
    private final CompletableFuture<Void> committed;

    LongWait(TestDatabase database) {
        trips = new RoundTrips(database.url());
        session = database.factory(2, Map.of()).openSession();
        session.beginTransaction();
        BarrierToken token = AfterCommit.of(session).token();
        pool = database.pool(trips.url(), 1);
        committed = TransactionBarrier.of(pool).whenCommitted(token).toCompletableFuture();
    }

    Transaction transaction() {
        return session.getTransaction();
    }

    /** Waits for a look that takes but so many round trips. */
    void awaitLookOf(int few) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (look(deadline) > few) {
            if (committed.isDone()) {
                throw new IllegalStateException("It has ended");
            }
        }
    }

    /** The round trips of the next look: the connection is taken for each. */
    private long look(long deadline) {
        awaitThat(false, deadline);
        long before = trips.count();
        awaitThat(true, deadline);
        awaitThat(false, deadline);
        return trips.count() - before;
    }

    private void awaitThat(boolean looking, long deadline) {
        while (pool.getHikariPoolMXBean().getActiveConnections() > 0 != looking) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("No such look");
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(20));
        }
    }

    /** What the wait ends in; null where it ends well. */
    Throwable ended() throws Exception {
        return committed
                .handle((nothing, failure) -> failure instanceof CompletionException ? failure.getCause() : failure)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        session.close();
        pool.close();
        trips.close();
    }
}
