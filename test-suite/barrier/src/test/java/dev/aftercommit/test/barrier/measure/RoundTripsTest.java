package dev.aftercommit.test.barrier.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionAbortedException;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.barrier.support.Servers;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Transaction barrier: what the barrier says to the database is little")
class RoundTripsTest {

    /** Two reads, two changes of the isolation and a question for it; the driver of H2 says each of them in two parts. */
    @ParameterizedTest
    @CsvSource({"POSTGRESQL_18, 1", "MARIADB, 5", "H2, 10"})
    void looksWithFewRoundTrips(Servers server, int most) throws Exception {
        try (TestDatabase database = TestDatabase.on(server.get());
                RoundTrips trips = new RoundTrips(database.url())) {
            SessionFactory factory = database.factory(2, Map.of());
            factory.inTransaction(session -> {
                BarrierToken token = AfterCommit.of(session).token();
                TransactionBarrier barrier = TransactionBarrier.of(database.pool(trips.url(), 1));
                assertThat(look(barrier, token, trips)).isGreaterThan(most);
                assertThat(look(barrier, token, trips)).isLessThanOrEqualTo(most);
            });
        }
    }

    /** The round trips of one look; the first one finds out what the database is. */
    private static double look(TransactionBarrier barrier, BarrierToken token, RoundTrips trips) {
        long before = trips.count();
        assertThat(barrier.outcome(token)).isEmpty();
        return trips.count() - before;
    }

    /** A driver that fetches rows by the hundred would need ten times as many. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "MARIADB", "H2"})
    void looksAtAThousandTokensAsAtTwo(Servers server) throws Exception {
        try (TestDatabase database = TestDatabase.on(server.get())) {
            assertThat(releases(database, 1000)).isCloseTo(releases(database, 2), within(4L));
        }
    }

    /** The round trips until all are told of a commit: by one look at the first, and one at the others. */
    private static long releases(TestDatabase database, int tokens) throws Exception {
        try (RoundTrips trips = new RoundTrips(database.url())) {
            List<BarrierToken> issued =
                    database.factory(2, Map.of()).fromTransaction(session -> issue(AfterCommit.of(session), tokens));
            HikariDataSource pool = database.pool(trips.url(), 1);
            TransactionBarrier barrier = TransactionBarrier.of(pool);
            assertThat(barrier.outcome(issued.get(0))).isPresent();
            List<CompletableFuture<Void>> waits = new ArrayList<>();
            long before;
            try (Connection connection = pool.getConnection()) {
                waits.add(barrier.whenCommitted(issued.get(0)).toCompletableFuture());
                awaitThat(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
                issued.subList(1, tokens)
                        .forEach(token -> waits.add(barrier.whenCommitted(token).toCompletableFuture()));
                before = trips.count();
            }
            CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
            return trips.count() - before;
        }
    }

    /** Each of a savepoint, and so another one. */
    private static List<BarrierToken> issue(AfterCommit afterCommit, int tokens) {
        return IntStream.range(0, tokens)
                .mapToObj(i -> afterCommit.fromSavepoint(afterCommit::token))
                .toList();
    }

    private static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time at which to give up").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** The driver of H2 says a statement in two parts. */
    @ParameterizedTest
    @CsvSource({"POSTGRESQL_18, 1", "MARIADB, 1", "H2, 2"})
    void glancesWithOneStatementAtThoseWhoHaveWaitedForLong(Servers server, int glance) throws Exception {
        assertThat(endedAfterLong(server, glance, Transaction::commit)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL_18, 1", "MARIADB, 1", "H2, 2"})
    void tellsThoseWhoHaveWaitedForLongOfARollback(Servers server, int glance) throws Exception {
        assertThat(endedAfterLong(server, glance, Transaction::rollback))
                .isInstanceOf(TransactionAbortedException.class);
    }

    private static Throwable endedAfterLong(Servers server, int glance, Consumer<Transaction> end) throws Exception {
        try (TestDatabase database = TestDatabase.on(server.get());
                LongWait wait = new LongWait(database)) {
            wait.awaitLookOf(glance);
            end.accept(wait.transaction());
            return wait.ended();
        }
    }

    @Test
    void issuesATokenOfPostgreSqlWithOneRoundTrip() throws Exception {
        try (TestDatabase database = TestDatabase.on(Servers.POSTGRESQL_18.get())) {
            WriterCost cost = new WriterCost(database);
            // On average: now and then two statements are seen in one packet
            double without = cost.trips(Variant.NONE);
            assertThat(cost.trips(Variant.TOKEN) - without).isCloseTo(1, within(0.1));
            assertThat(cost.trips(Variant.WITNESS) - without).isCloseTo(1, within(0.1));
        }
    }
}
