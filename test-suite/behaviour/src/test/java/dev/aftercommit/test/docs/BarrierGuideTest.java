package dev.aftercommit.test.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.BarrierTimeoutException;
import dev.aftercommit.barrier.TransactionAbortedException;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.TestFactory;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the guide shows of the barrier with any queue: here one of texts, in the same process. */
class BarrierGuideTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Order.class);

    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private Duration patience = Duration.ofSeconds(30);

    @BeforeEach
    void nothingIsSent() {
        Mailer.SENT.clear();
    }

    @Test
    void confirmsAnOrderThatWasCommitted() throws InterruptedException {
        factory.inTransaction(this::order);
        work(factory.get());
        assertThat(Mailer.SENT).containsExactly("ada@example.org: Your order of tea");
        assertThat(queue).isEmpty();
    }

    @Test
    void forgetsAnOrderThatWasRolledBack() throws InterruptedException {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    order(session);
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        work(factory.get());
        assertThat(Mailer.SENT).isEmpty();
        assertThat(queue).isEmpty();
    }

    @Test
    void putsBackATaskThatIsUndecided() throws Exception {
        patience = Duration.ZERO;
        try (Session session = factory.open()) {
            session.beginTransaction();
            order(session);
            Thread worker = new Thread(this::workAndStop);
            worker.start();
            worker.join();
            assertThat(queue).hasSize(1);
            session.getTransaction().commit();
        }
        work(factory.get());
        assertThat(Mailer.SENT).hasSize(1);
    }

    @Test
    void waitsForAReplica() throws InterruptedException {
        BarrierToken token =
                factory.fromTransaction(session -> AfterCommit.of(session).token());
        await(factory.database(), factory.database(), token);
        BarrierToken aborted = factory.fromTransaction(session -> {
            session.getTransaction().setRollbackOnly();
            return AfterCommit.of(session).token();
        });
        assertThatThrownBy(() -> await(factory.database(), factory.database(), aborted))
                .isInstanceOf(TransactionAbortedException.class);
    }

    private void await(DataSource primaryDataSource, DataSource replicaDataSource, BarrierToken token)
            throws InterruptedException {
        TransactionBarrier primary = TransactionBarrier.of(primaryDataSource);
        TransactionBarrier replica = TransactionBarrier.ofReplica(replicaDataSource, primary);
        replica.await(token, patience);
    }

    private void order(Session session) {
        Order order = new Order("tea", 2);
        session.persist(order);
        queue.add(AfterCommit.of(session).token() + " " + order.id);
    }

    private void work(SessionFactory sessionFactory) throws InterruptedException {
        TransactionBarrier barrier = TransactionBarrier.of(sessionFactory);
        String task = queue.take();
        String[] parts = task.split(" ");
        try {
            barrier.await(BarrierToken.parse(parts[0]), patience);
            sessionFactory.inTransaction(session -> {
                Order order = session.find(Order.class, Long.valueOf(parts[1]));
                Mailer.send(order.customer, "Your order of " + order.item);
            });
        } catch (TransactionAbortedException e) {
            // there is no order, and there never was one
        } catch (BarrierTimeoutException e) {
            queue.add(task);
        }
    }

    private void workAndStop() {
        try {
            work(factory.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
