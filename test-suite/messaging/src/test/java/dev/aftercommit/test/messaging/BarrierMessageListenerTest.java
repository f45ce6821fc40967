package dev.aftercommit.test.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.messaging.BarrierMessageListener;
import dev.aftercommit.messaging.MessageTokens;
import dev.aftercommit.test.support.TestFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BarrierMessageListenerTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final TestQueue queue = new TestQueue();

    @Test
    void smoke() {
        queue.listen(BarrierMessageListener.of(m -> System.out.println("RAN " + factory.count(Parcel.class)), TransactionBarrier.of(factory.get()), Duration.ofSeconds(30)));
        factory.inTransaction(session -> {
            session.persist(new Parcel(1));
            MessageTokens.producer(queue.producer(), AfterCommit.of(session)).send(queue.queue(), "1");
            System.out.println("SENT");
        });
        queue.awaitEmpty();
        System.out.println("ACK " + queue.acknowledged());
    }
}
