package dev.aftercommit.test.barrier.contract;

import static dev.aftercommit.test.barrier.support.Result.Ending.ABORTED;
import static dev.aftercommit.test.barrier.support.Result.Ending.RAN;
import static dev.aftercommit.test.barrier.support.Result.Ending.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.barrier.support.Result;
import dev.aftercommit.test.barrier.support.Servers;
import dev.aftercommit.test.barrier.support.Task;
import dev.aftercommit.test.barrier.support.TestDatabase;
import dev.aftercommit.test.barrier.support.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Transaction barrier: a task that is sent to another process in a transaction waits for the transaction")
@ParameterizedClass
@EnumSource(Servers.class)
class BarrierContractTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final AtomicLong ROWS = new AtomicLong();

    private static TestDatabase database;
    private static SessionFactory factory;
    private static Worker worker;

    @Parameter
    Servers server;

    @BeforeParameterizedClassInvocation
    static void open(Servers server) throws Exception {
        database = TestDatabase.on(server.get());
        factory = database.factory(4, Map.of());
        worker = database.worker(16, Map.of());
    }

    @AfterParameterizedClassInvocation
    static void close() throws Exception {
        database.close();
    }

    @Test
    void doesNotRunWhileTheTransactionStaysOpen() {
        long row = ROWS.incrementAndGet();
        Duration wait = Duration.ofSeconds(5);
        Result result = factory.fromTransaction(session -> ending(worker.send(spawn(session, row), wait, row)));
        assertThat(result.ending()).isEqualTo(TIMED_OUT);
    }

    @Test
    void runsAfterTheCommitAndSeesTheRow() {
        long row = ROWS.incrementAndGet();
        CompletableFuture<Result> result =
                factory.fromTransaction(session -> worker.send(spawn(session, row), LONG, row));
        assertThat(ending(result)).matches(it -> it.ending() == RAN && it.rowSeen(), "ran and saw the row");
    }

    @Test
    void runsNotBeforeTheCommitHasBegun() {
        long row = ROWS.incrementAndGet();
        long[] committing = new long[1];
        CompletableFuture<Result> result = factory.fromTransaction(session -> {
            CompletableFuture<Result> sent = worker.send(spawn(session, row), LONG, row);
            ending(worker.send(AfterCommit.of(session).token(), SHORT, row));
            committing[0] = System.nanoTime();
            return sent;
        });
        assertThat(ending(result).since(committing[0])).isPositive();
    }

    @Test
    void doesNotRunAfterARollback() {
        long row = ROWS.incrementAndGet();
        CompletableFuture<Result> result = factory.fromTransaction(session -> {
            CompletableFuture<Result> sent = worker.send(spawn(session, row), LONG, row);
            session.getTransaction().setRollbackOnly();
            return sent;
        });
        assertThat(ending(result).ending()).isEqualTo(ABORTED);
    }

    @Test
    void doesNotRunWhereTheConnectionWasKilled() {
        long row = ROWS.incrementAndGet();
        CompletableFuture<Result> result;
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            result = worker.send(spawn(session, row), LONG, row);
            database.kill(session.doReturningWork(database::number));
            assertThatThrownBy(() -> session.getTransaction().commit()).isInstanceOf(RuntimeException.class);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        assertThat(ending(result).ending()).isEqualTo(ABORTED);
    }

    @Test
    void runsAtOnceOutsideATransaction() {
        long row = ROWS.incrementAndGet();
        factory.inTransaction(session -> session.persist(new Task(row)));
        BarrierToken token =
                factory.fromSession(session -> AfterCommit.of(session).token());
        assertThat(ending(worker.send(token, Duration.ZERO, row)))
                .matches(it -> it.ending() == RAN && it.rowSeen(), "ran and saw the row");
    }

    @Test
    void runsAtOnceInTheTransactionThatHasIssuedTheToken() {
        long row = ROWS.incrementAndGet();
        Object found = factory.fromTransaction(session -> {
            BarrierToken token = spawn(session, row);
            return call(() -> TransactionBarrier.of(factory)
                    .guard(token, Duration.ZERO, () -> session.find(Task.class, row))
                    .call());
        });
        assertThat(found).isInstanceOf(Task.class);
    }

    @Test
    void isAbortedWithItsSavepointWhileTheTransactionIsOpen() {
        long row = ROWS.incrementAndGet();
        factory.inTransaction(session -> {
            session.persist(new Task(ROWS.incrementAndGet()));
            session.flush();
            CompletableFuture<?>[] result = new CompletableFuture<?>[1];
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> {
                        result[0] = worker.send(spawn(session, row), LONG, row);
                        throw new IllegalArgumentException("roll back");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(ending(result[0])).extracting("ending").isEqualTo(ABORTED);
        });
    }

    @Test
    void waitsInAKeptSavepointForTheTransaction() {
        long row = ROWS.incrementAndGet();
        CompletableFuture<Result> result = factory.fromTransaction(session -> {
            BarrierToken token = AfterCommit.of(session).fromSavepoint(() -> spawn(session, row));
            assertThat(ending(worker.send(token, SHORT, row)).ending()).isEqualTo(TIMED_OUT);
            return worker.send(token, LONG, row);
        });
        assertThat(ending(result)).matches(it -> it.ending() == RAN && it.rowSeen(), "ran and saw the row");
    }

    @Test
    void isAbortedInAKeptSavepointOfARolledBackTransaction() {
        long row = ROWS.incrementAndGet();
        CompletableFuture<Result> result = factory.fromTransaction(session -> {
            BarrierToken token = AfterCommit.of(session).fromSavepoint(() -> spawn(session, row));
            session.getTransaction().setRollbackOnly();
            return worker.send(token, LONG, row);
        });
        assertThat(ending(result).ending()).isEqualTo(ABORTED);
    }

    @Test
    void runsAgainWhenItIsDeliveredAgain() {
        long row = ROWS.incrementAndGet();
        BarrierToken token = factory.fromTransaction(session -> spawn(session, row));
        assertThat(List.of(ending(worker.send(token, LONG, row)), ending(worker.send(token, LONG, row))))
                .extracting(Result::ending)
                .containsExactly(RAN, RAN);
    }

    @Test
    void runsAsOftenAsThereAreWaiters() {
        long row = ROWS.incrementAndGet();
        List<CompletableFuture<Result>> results = factory.fromTransaction(session -> {
            BarrierToken token = spawn(session, row);
            return IntStream.range(0, 10)
                    .mapToObj(waiter -> worker.send(token, LONG, row))
                    .toList();
        });
        assertThat(results).allMatch(result -> ending(result).rowSeen());
    }

    private static BarrierToken spawn(Session session, long row) {
        session.persist(new Task(row));
        session.flush();
        return AfterCommit.of(session).token();
    }

    private static <T> T ending(CompletableFuture<T> result) {
        return call(() -> result.get(2, TimeUnit.MINUTES));
    }

    private static <T> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
