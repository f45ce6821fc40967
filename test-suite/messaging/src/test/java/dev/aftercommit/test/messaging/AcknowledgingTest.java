package dev.aftercommit.test.messaging;

import static jakarta.jms.Session.AUTO_ACKNOWLEDGE;
import static jakarta.jms.Session.CLIENT_ACKNOWLEDGE;
import static jakarta.jms.Session.DUPS_OK_ACKNOWLEDGE;
import static jakarta.jms.Session.SESSION_TRANSACTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
        "Where a session leaves it to the application, messages are acknowledged after the work, and given back otherwise")
class AcknowledgingTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final TestQueue queue = new TestQueue();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Post post = new Post(factory, queue);

    @ParameterizedTest
    @ValueSource(ints = {CLIENT_ACKNOWLEDGE, SESSION_TRANSACTED})
    void acknowledgesAfterTheWork(int mode) {
        Deliveries deliveries =
                listen(mode, delivery -> assertThat(queue.messages()).isEqualTo(1));
        post.commit();
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/1");
    }

    @ParameterizedTest
    @ValueSource(ints = {CLIENT_ACKNOWLEDGE, SESSION_TRANSACTED})
    void acknowledgesWhatHasRolledBack(int mode) {
        Deliveries deliveries = listen(mode, delivery -> {});
        post.rollback();
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {CLIENT_ACKNOWLEDGE, SESSION_TRANSACTED})
    void givesBackWhatTheListenerHasThrownAt(int mode) {
        Deliveries deliveries = listen(mode, AcknowledgingTest::failFirst);
        post.commit();
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/1", "parcel/2");
        assertThat(log.messages()).singleElement().asString().startsWith("WARN HAC000113: ");
        assertThat(log.failures()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {CLIENT_ACKNOWLEDGE, SESSION_TRANSACTED})
    void givesBackWhatTheListenerHasThrownAnErrorAt(int mode) {
        Deliveries deliveries = listen(mode, delivery -> {
            if (delivery == 1) {
                throw new AssertionError();
            }
        });
        post.commit();
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/1", "parcel/2");
    }

    @ParameterizedTest
    @ValueSource(ints = {CLIENT_ACKNOWLEDGE, SESSION_TRANSACTED})
    void givesBackWhatIsUndecidedUntilTheBrokerGivesItUp(int mode) {
        Deliveries deliveries = new Deliveries();
        JMSContext context = queue.context(mode);
        queue.listen(context, post.waiting(deliveries, Post.SHORT).acknowledging(context));
        try (Session session = post.begin()) {
            queue.awaitGivenUp(1);
            session.getTransaction().commit();
        }
        assertThat(deliveries.noted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {CLIENT_ACKNOWLEDGE, SESSION_TRANSACTED})
    void givesBackWhatWasInterruptedAndKeepsTheInterrupt(int mode) {
        AtomicBoolean kept = new AtomicBoolean();
        Deliveries deliveries = new Deliveries(delivery -> {
            if (delivery == 1) {
                Thread.currentThread().interrupt();
            }
        });
        JMSContext context = queue.context(mode);
        MessageListener listener = post.waiting(message -> {}, Post.LONG).acknowledging(context);
        queue.listen(context, message -> {
            deliveries.onMessage(message);
            listener.onMessage(message);
            // Cleared for the broker, whose thread it is
            kept.compareAndSet(false, Thread.interrupted());
        });
        post.commit();
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/1", "parcel/2");
        assertThat(kept).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {CLIENT_ACKNOWLEDGE, SESSION_TRANSACTED})
    void acknowledgesWhereTheListenerReturnsInterrupted(int mode) {
        Deliveries deliveries = listen(mode, delivery -> Thread.currentThread().interrupt());
        post.commit();
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/1");
        assertThat(log.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {CLIENT_ACKNOWLEDGE, SESSION_TRANSACTED})
    void doesTheSameForASessionOfTheClassicApi(int mode) throws JMSException {
        Deliveries deliveries = new Deliveries(AcknowledgingTest::failFirst);
        try (Connection connection = queue.connectionFactory().createConnection()) {
            jakarta.jms.Session session = connection.createSession(mode);
            MessageListener listener = post.waiting(deliveries, Post.LONG).acknowledging(session);
            session.createConsumer(queue.queue()).setMessageListener(listener);
            connection.start();
            post.commit();
            queue.awaitAcknowledged(1);
        }
        assertThat(deliveries.noted()).containsExactly("parcel/1", "parcel/2");
    }

    @ParameterizedTest
    @ValueSource(ints = {AUTO_ACKNOWLEDGE, DUPS_OK_ACKNOWLEDGE})
    void leavesItToTheBrokerInOtherModes(int mode) {
        Deliveries deliveries = new Deliveries(AcknowledgingTest::failFirst);
        try (JMSContext context = queue.connectionFactory().createContext(mode)) {
            queue.listen(context, post.waiting(deliveries, Post.LONG).acknowledging(context));
            post.commit();
            deliveries.await(2);
        }
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("parcel/1", "parcel/2");
        assertThat(log.messages()).isEmpty();
    }

    private Deliveries listen(int mode, IntConsumer work) {
        Deliveries deliveries = new Deliveries(work);
        JMSContext context = queue.context(mode);
        queue.listen(context, post.waiting(deliveries, Post.LONG).acknowledging(context));
        return deliveries;
    }

    private static void failFirst(int delivery) {
        if (delivery == 1) {
            throw new IllegalStateException();
        }
    }
}
