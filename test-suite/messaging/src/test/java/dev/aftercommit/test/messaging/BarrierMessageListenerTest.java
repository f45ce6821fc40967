package dev.aftercommit.test.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.messaging.BarrierMessageListener;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.jms.MessageListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A message is handed over once the data of its transaction is visible, or not at all")
class BarrierMessageListenerTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final TestQueue queue = new TestQueue();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Post post = new Post(factory, queue);
    private final Deliveries deliveries = new Deliveries();

    @Test
    void seesTheRowOfTheTransaction() {
        List<Long> rows = new CopyOnWriteArrayList<>();
        queue.listen(post.waiting(message -> rows.add(factory.count(Parcel.class)), Post.LONG));
        post.commit();
        queue.awaitAcknowledged(1);
        assertThat(rows).containsExactly(1L);
    }

    @Test
    void waitsWhileTheTransactionIsOpen() {
        WatchedListener waiting = new WatchedListener(post.waiting(deliveries, Post.LONG));
        queue.listen(waiting);
        try (Session session = post.begin()) {
            waiting.awaitWaiting();
            assertThat(deliveries.noted()).isEmpty();
            assertThat(queue.messages()).isEqualTo(1);
            session.getTransaction().commit();
        }
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/1");
    }

    @Test
    void waitsForAWorkerWithoutHibernate() {
        DataSource database = factory.database();
        queue.listen(BarrierMessageListener.of(deliveries, TransactionBarrier.of(database), Post.LONG));
        post.commit();
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/1");
    }

    @Test
    void runsAtOnceWhereTheTransactionHasCommittedBefore() {
        post.commit();
        queue.listen(post.waiting(deliveries, Post.LONG));
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/1");
    }

    @Test
    void acknowledgesWithoutRunningWhereTheTransactionHasRolledBack() {
        queue.listen(post.waiting(deliveries, Post.LONG));
        post.rollback();
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).isEmpty();
        assertThat(log.messages()).singleElement().asString().startsWith("INFO HAC000110: ");
    }

    @Test
    void waitsForTheRollback() {
        Deliveries aborted = new Deliveries();
        WatchedListener waiting =
                new WatchedListener(post.waiting(deliveries, Post.LONG).whenAborted(aborted));
        queue.listen(waiting);
        try (Session session = post.begin()) {
            waiting.awaitWaiting();
            assertThat(aborted.noted()).isEmpty();
            session.getTransaction().rollback();
        }
        queue.awaitAcknowledged(1);
        assertThat(aborted.noted()).containsExactly("parcel/1");
    }

    @Test
    void handsAMessageThatWasRolledBackToTheReaction() {
        Deliveries aborted = new Deliveries();
        queue.listen(post.waiting(deliveries, Post.LONG).whenAborted(aborted));
        post.rollback();
        queue.awaitAcknowledged(1);
        assertThat(aborted.noted()).containsExactly("parcel/1");
        assertThat(deliveries.noted()).isEmpty();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void hasTheBrokerRedeliverWhatTheReactionToARollbackHasThrownAt() {
        queue.listen(post.waiting(deliveries, Post.LONG).whenAborted(new Deliveries(BarrierMessageListenerTest::fail)));
        post.rollback();
        queue.awaitGivenUp(1);
        assertThat(deliveries.noted()).isEmpty();
    }

    @Test
    void hasTheBrokerRedeliverWhatIsUndecidedAndRunsThen() {
        Deliveries all = new Deliveries();
        queue.listen(message -> {
            all.onMessage(message);
            post.waiting(deliveries, all.noted().size() == 1 ? Post.SHORT : Post.LONG)
                    .onMessage(message);
        });
        try (Session session = post.begin()) {
            all.await(2);
            session.getTransaction().commit();
        }
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/2");
    }

    @Test
    void endsWithTheDeadLettersWhereItStaysUndecided() {
        Deliveries all = new Deliveries();
        queue.listen(message -> {
            all.onMessage(message);
            post.waiting(deliveries, Post.SHORT).onMessage(message);
        });
        try (Session session = post.begin()) {
            queue.awaitGivenUp(1);
            session.getTransaction().rollback();
        }
        assertThat(deliveries.noted()).isEmpty();
        assertThat(all.noted()).containsExactly("parcel/1", "parcel/2", "parcel/3");
    }

    @Test
    void hasTheBrokerRedeliverWhatTheListenerHasThrownAt() {
        Deliveries failing = new Deliveries(delivery -> {
            if (delivery < 3) {
                fail(delivery);
            }
        });
        queue.listen(post.waiting(failing, Post.LONG));
        post.commit();
        queue.awaitAcknowledged(1);
        assertThat(failing.noted()).containsExactly("parcel/1", "parcel/2", "parcel/3");
    }

    @Test
    void hasTheBrokerRedeliverWhereTheListenerHasThrownAnError() {
        Deliveries failing = new Deliveries(delivery -> {
            if (delivery == 1) {
                throw new AssertionError();
            }
        });
        queue.listen(post.waiting(failing, Post.LONG));
        post.commit();
        queue.awaitAcknowledged(1);
        assertThat(failing.noted()).containsExactly("parcel/1", "parcel/2");
    }

    @Test
    void hasTheBrokerRedeliverWhereTheWaitWasInterrupted() {
        Deliveries all = new Deliveries();
        MessageListener listener = post.waiting(deliveries, Post.LONG);
        WatchedListener waiting = new WatchedListener(message -> {
            all.onMessage(message);
            listener.onMessage(message);
        });
        queue.listen(waiting);
        try (Session session = post.begin()) {
            waiting.awaitWaiting().interrupt();
            all.await(2);
            session.getTransaction().commit();
        }
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/2");
    }

    private static void fail(int delivery) {
        throw new IllegalStateException("delivery " + delivery);
    }
}
