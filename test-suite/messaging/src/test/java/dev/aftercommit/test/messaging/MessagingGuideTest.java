package dev.aftercommit.test.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.messaging.BarrierMessageListener;
import dev.aftercommit.messaging.MessageTokens;
import dev.aftercommit.test.support.TestFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of the guide to messages do what is said there. */
class MessagingGuideTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final TestQueue queue = new TestQueue();

    private final List<Parcel> delivered = new CopyOnWriteArrayList<>();
    private final List<Message> doubtful = new CopyOnWriteArrayList<>();

    private SessionFactory sessionFactory;
    private Queue parcels;

    @BeforeEach
    void start() {
        sessionFactory = factory.get();
        parcels = queue.queue();
    }

    @Test
    void deliversAParcelThatWasSent() {
        receive(queue.context(JMSContext.AUTO_ACKNOWLEDGE));
        send(queue.context(JMSContext.AUTO_ACKNOWLEDGE));
        queue.awaitAcknowledged(1);
        assertThat(delivered).extracting(parcel -> parcel.id).containsExactly(1L);
    }

    @Test
    void deliversAParcelInATransactedSession() {
        receiveByHand(queue.context(JMSContext.SESSION_TRANSACTED));
        send(queue.context(JMSContext.AUTO_ACKNOWLEDGE));
        queue.awaitAcknowledged(1);
        assertThat(delivered).extracting(parcel -> parcel.id).containsExactly(1L);
        assertThat(doubtful).isEmpty();
    }

    private void send(JMSContext context) {
        sessionFactory.inTransaction(session -> {
            session.persist(new Parcel(1));
            MessageTokens.producer(context.createProducer(), AfterCommit.of(session))
                    .send(parcels, 1L);
        });
    }

    private void receive(JMSContext context) {
        TransactionBarrier barrier = TransactionBarrier.of(sessionFactory);
        context.createConsumer(parcels)
                .setMessageListener(BarrierMessageListener.of(this::deliver, barrier, Duration.ofSeconds(10)));
    }

    private void receiveByHand(JMSContext context) {
        TransactionBarrier barrier = TransactionBarrier.of(sessionFactory);
        BarrierMessageListener listener = BarrierMessageListener.of(this::deliver, barrier, Duration.ofSeconds(10))
                .whenAborted(message -> {})
                .whenUnknown(doubtful::add)
                .acknowledging(context);
        context.createConsumer(parcels).setMessageListener(listener);
    }

    private void deliver(Message message) {
        try {
            long id = message.getBody(Long.class);
            sessionFactory.inTransaction(session -> delivered.add(session.find(Parcel.class, id)));
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }
}
