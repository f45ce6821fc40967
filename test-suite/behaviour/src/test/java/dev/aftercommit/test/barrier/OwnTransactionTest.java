package dev.aftercommit.test.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.BarrierTimeoutException;
import dev.aftercommit.barrier.TransactionAbortedException;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Transaction barrier: nobody waits for a transaction that is open on the same thread")
class OwnTransactionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    @RegisterExtension
    final Worker worker = new Worker(factory);

    private Session session;
    private BarrierToken token;

    @BeforeEach
    void begin() {
        session = factory.open();
        session.beginTransaction();
        session.persist(new Job(1));
        token = AfterCommit.of(session).token();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void refusesToWait() {
        assertThatThrownBy(() -> worker.barrier().await(token, Worker.LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HAC000087")
                .hasMessageContaining(token.value());
    }

    @Test
    void refusesToWaitForAScopeThatIsKept() {
        BarrierToken kept = AfterCommit.of(session)
                .fromSavepoint(() -> AfterCommit.of(session).token());
        assertThatThrownBy(() -> worker.barrier().await(kept, Worker.LONG)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsOfAScopeThatWasDiscarded() {
        List<BarrierToken> discarded = new ArrayList<>();
        assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> {
                    discarded.add(AfterCommit.of(session).token());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThatThrownBy(() -> worker.barrier().await(discarded.get(0), Worker.LONG))
                .isInstanceOf(TransactionAbortedException.class);
    }

    @Test
    void waitsAfterTheCommit() throws Exception {
        session.getTransaction().commit();
        worker.barrier().await(token, Worker.LONG);
        assertThat(factory.count(Job.class)).isEqualTo(1);
    }

    @Test
    void waitsInACallbackOfTheTransaction() {
        List<String> events = new ArrayList<>();
        AfterCommit.of(session).run(() -> {
            try {
                worker.barrier().await(token, Worker.LONG);
                events.add("released");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        session.getTransaction().commit();
        assertThat(events).containsExactly("released");
    }

    @Test
    void runsAGuardedTaskAtOnce() throws Exception {
        Callable<String> task = worker.barrier().guard(token, Worker.SHORT, () -> "done");
        assertThat(task.call()).isEqualTo("done");
    }

    @Test
    void runsAGuardedTaskOnAnotherThreadAfterTheCommitOnly() throws Exception {
        Callable<Long> task = worker.barrier().guard(token, Worker.SHORT, () -> factory.count(Job.class));
        assertThat(Worker.failure(worker.submit(task))).isInstanceOf(BarrierTimeoutException.class);
        session.getTransaction().commit();
        assertThat(Worker.get(worker.submit(task))).isEqualTo(1);
    }

    @Test
    void doesNotRunAGuardedTaskAfterARollback() {
        List<String> events = new ArrayList<>();
        Callable<Boolean> task = worker.barrier().guard(token, Worker.LONG, () -> events.add("task"));
        session.getTransaction().rollback();
        assertThatThrownBy(task::call).isInstanceOf(TransactionAbortedException.class);
        assertThat(events).isEmpty();
    }

    @Test
    void letsTheExceptionOfAGuardedTaskReachTheCaller() {
        IllegalStateException failure = new IllegalStateException("no mail server");
        session.getTransaction().commit();
        Callable<String> task = worker.barrier().guard(token, Worker.LONG, () -> {
            throw failure;
        });
        assertThatThrownBy(task::call).isSameAs(failure);
    }
}
