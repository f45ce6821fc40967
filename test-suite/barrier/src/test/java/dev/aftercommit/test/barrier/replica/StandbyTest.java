package dev.aftercommit.test.barrier.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.barrier.support.Report;
import dev.aftercommit.test.barrier.support.Result;
import dev.aftercommit.test.barrier.support.Result.Ending;
import dev.aftercommit.test.barrier.support.Task;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "Transaction barrier: a worker that reads from a standby of PostgreSQL waits until the data has arrived there")
class StandbyTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final AtomicLong ROWS = new AtomicLong(1_000_000);

    private static Replicated replicated;

    @BeforeAll
    static void open() throws Exception {
        replicated = Replicated.withDelay(30);
    }

    @AfterAll
    static void close() throws Exception {
        replicated.close();
    }

    @AfterEach
    void resume() throws Exception {
        replicated.resume();
    }

    @Test
    void isNeverReleasedEarly() throws Exception {
        Report report = new DelayedStandby(replicated, 200, 1).run();
        assertThat(report.faults()).isEmpty();
        assertThat(report.total().ran()).isGreaterThan(100);
    }

    @Test
    void waitsWhileTheStandbyIsBehind() throws Exception {
        waitsUntilTheStandbyHasCaughtUp(false);
    }

    @Test
    void waitsForWhatWasThereBeforeATokenThatHasNoTransaction() throws Exception {
        waitsUntilTheStandbyHasCaughtUp(true);
    }

    private static void waitsUntilTheStandbyHasCaughtUp(boolean outside) throws Exception {
        long row = ROWS.incrementAndGet();
        replicated.pause();
        BarrierToken token = commit(row, outside);
        Result behind = ending(token, SHORT, row);
        replicated.resume();
        assertThat(behind.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(ending(token, LONG, row)).matches(it -> it.ending() == Ending.RAN && it.rowSeen(), "saw the row");
    }

    @Test
    void learnsOfARollbackWhileTheStandbyIsBehind() throws Exception {
        replicated.pause();
        BarrierToken token = replicated.factory().fromTransaction(session -> {
            BarrierToken issued = AfterCommit.of(session).token();
            session.getTransaction().setRollbackOnly();
            return issued;
        });
        assertThat(ending(token, LONG, 0).ending()).isEqualTo(Ending.ABORTED);
    }

    @Test
    void doesNotTakeTheStandbyForThePrimary() {
        BarrierToken token = commit(ROWS.incrementAndGet(), false);
        assertThatThrownBy(() -> TransactionBarrier.of(replicated.standby()).outcome(token))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HAC000092")
                .hasMessageContaining("TransactionBarrier.ofReplica");
    }

    private static BarrierToken commit(long row, boolean outside) {
        try (Session session = replicated.factory().openSession()) {
            session.beginTransaction();
            session.persist(new Task(row));
            session.flush();
            BarrierToken inside = AfterCommit.of(session).token();
            session.getTransaction().commit();
            return outside ? AfterCommit.of(session).token() : inside;
        }
    }

    private static Result ending(BarrierToken token, Duration timeout, long row) throws Exception {
        return replicated.worker().send(token, timeout, row).get(2, TimeUnit.MINUTES);
    }
}
