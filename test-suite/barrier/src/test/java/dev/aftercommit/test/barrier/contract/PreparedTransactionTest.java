package dev.aftercommit.test.barrier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.test.barrier.support.Result;
import dev.aftercommit.test.barrier.support.Result.Ending;
import dev.aftercommit.test.barrier.support.Servers;
import dev.aftercommit.test.barrier.support.Task;
import dev.aftercommit.test.barrier.support.TestDatabase;
import dev.aftercommit.test.barrier.support.Worker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Transaction barrier: a transaction of PostgreSQL that is prepared for its commit is undecided")
@ParameterizedClass
@EnumSource(value = Servers.class, names = "POSTGRESQL.*", mode = EnumSource.Mode.MATCH_ALL)
class PreparedTransactionTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int COMMITS = 100;

    private static TestDatabase database;
    private static SessionFactory factory;
    private static Worker worker;

    @Parameter
    Servers server;

    @BeforeParameterizedClassInvocation
    static void open(Servers server) throws Exception {
        database = TestDatabase.on(server.get());
        factory = database.factory(4, Map.of());
        worker = database.worker(2, Map.of());
    }

    @AfterParameterizedClassInvocation
    static void close() throws Exception {
        database.close();
    }

    @Test
    void isUndecidedUntilItsCommit() throws Exception {
        BarrierToken token = prepare(1);
        Ending before = ending(token, SHORT, 1);
        database.execute("commit prepared 'task 1'");
        assertThat(new Ending[] {before, ending(token, LONG, 1)}).containsExactly(Ending.TIMED_OUT, Ending.RAN);
    }

    @Test
    void isUndecidedUntilItsRollback() throws Exception {
        BarrierToken token = prepare(2);
        Ending before = ending(token, SHORT, 2);
        database.execute("rollback prepared 'task 2'");
        assertThat(new Ending[] {before, ending(token, LONG, 2)}).containsExactly(Ending.TIMED_OUT, Ending.ABORTED);
    }

    /** By resetting the statistics, all tokens are of before a crash; and many a commit comes in the middle of a look. */
    @Test
    void isKnownByItsWitnessHoweverTheLookFallsTogetherWithItsCommit() throws Exception {
        Map<String, String> settings = Map.of(AfterCommitSettings.BARRIER_WITNESS, "true");
        SessionFactory witnessed = database.factory(2, settings);
        Worker waiter = database.worker(1, settings);
        Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
        for (long row = 1000; row < 1000 + COMMITS; row++) {
            BarrierToken token = prepare(witnessed, row);
            database.execute("select pg_stat_reset_shared('wal')");
            CompletableFuture<Result> result = waiter.send(token, LONG, row);
            LockSupport.parkNanos(row * 5_000);
            database.execute("commit prepared 'task " + row + "'");
            endings.merge(result.get(2, TimeUnit.MINUTES).ending(), 1, Integer::sum);
        }
        assertThat(endings).containsOnly(Map.entry(Ending.RAN, COMMITS));
    }

    private static BarrierToken prepare(long row) {
        return prepare(factory, row);
    }

    private static BarrierToken prepare(SessionFactory factory, long row) {
        return factory.fromTransaction(session -> {
            session.persist(new Task(row));
            session.flush();
            BarrierToken token = AfterCommit.of(session).token();
            session.doWork(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("prepare transaction 'task " + row + "'");
                }
            });
            return token;
        });
    }

    private static Ending ending(BarrierToken token, Duration timeout, long row) throws Exception {
        return worker.send(token, timeout, row).get(2, TimeUnit.MINUTES).ending();
    }
}
