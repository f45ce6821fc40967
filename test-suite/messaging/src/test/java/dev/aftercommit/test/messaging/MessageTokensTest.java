package dev.aftercommit.test.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.messaging.MessageTokens;
import dev.aftercommit.test.support.TestFactory;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageNotWriteableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Every message that is sent inside a transaction has its token")
class MessageTokensTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final TestQueue queue = new TestQueue();

    private JMSContext context;
    private Session session;
    private AfterCommit transaction;
    private JMSProducer producer;

    @BeforeEach
    void begin() {
        context = queue.context(JMSContext.AUTO_ACKNOWLEDGE);
        session = factory.open();
        session.beginTransaction();
        transaction = AfterCommit.of(session);
        producer = MessageTokens.producer(context.createProducer(), transaction);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void isPutOnAMessage() throws JMSException {
        Message message = context.createMessage();
        MessageTokens.put(message, transaction);
        context.createProducer().send(queue.queue(), message);
        assertThat(received(1)).containsExactly(transaction.token());
    }

    @Test
    void replacesThatOfAnEarlierTransaction() throws JMSException {
        Message message = context.createMessage();
        MessageTokens.put(message, transaction);
        session.getTransaction().commit();
        session.beginTransaction();
        MessageTokens.put(message, transaction);
        assertThat(MessageTokens.of(message)).contains(transaction.token());
    }

    @Test
    void isPutOnWhateverAProducerSends() throws JMSException {
        producer.send(queue.queue(), "text")
                .send(queue.queue(), new byte[1])
                .send(queue.queue(), Map.of("key", "value"))
                .send(queue.queue(), Long.valueOf(1))
                .send(queue.queue(), context.createMessage());
        assertThat(received(5)).containsOnly(transaction.token());
    }

    @Test
    void isPutOnWhatAProducerOfTheClassicApiSends() throws JMSException {
        try (var connection = queue.connectionFactory().createConnection();
                var messages = connection.createSession().createProducer(null)) {
            var marking = MessageTokens.producer(messages, transaction);
            marking.send(queue.queue(), context.createMessage());
            marking.send(queue.queue(), context.createMessage(), 1, 4, 0);
            marking.send(queue.queue(), context.createMessage(), new Unheeded());
        }
        assertThat(received(3)).containsOnly(transaction.token());
    }

    @Test
    void followsTheTransactionsOfItsSession() throws JMSException {
        BarrierToken first = transaction.token();
        producer.send(queue.queue(), "first");
        session.getTransaction().commit();
        session.beginTransaction();
        producer.send(queue.queue(), "second");
        assertThat(received(2)).containsExactly(first, transaction.token()).doesNotHaveDuplicates();
    }

    @Test
    void hasCommittedAlreadyWhereNoTransactionIsActive() throws JMSException {
        producer.send(queue.queue(), "inside");
        session.getTransaction().rollback();
        producer.send(queue.queue(), "outside");
        assertThat(received(2).stream().map(this::outcome))
                .containsExactly(
                        Optional.of(TransactionOutcome.ROLLED_BACK), Optional.of(TransactionOutcome.COMMITTED));
    }

    @Test
    void isThatOfTheSavepointWhichMayBeRolledBackAlone() throws JMSException {
        assertThatThrownBy(() -> transaction.inSavepoint(() -> {
                    producer.send(queue.queue(), "inside");
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        producer.send(queue.queue(), "outside");
        session.getTransaction().commit();
        assertThat(received(2).stream().map(this::outcome))
                .containsExactly(
                        Optional.of(TransactionOutcome.ROLLED_BACK), Optional.of(TransactionOutcome.COMMITTED));
    }

    @Test
    void refusesAMessageThatWasReceivedAndIsNotWritable() {
        context.createProducer().send(queue.queue(), "letter");
        try (JMSConsumer consumer = context.createConsumer(queue.queue())) {
            Message message = consumer.receive();
            assertThatThrownBy(() -> MessageTokens.put(message, transaction))
                    .isInstanceOf(MessageNotWriteableException.class);
        }
    }

    @Test
    void aProducerKeepsWhatItIsToldInAChain() {
        JMSProducer chained =
                producer.setPriority(7).setProperty("city", "London").setJMSType("parcel");
        assertThat(chained).isSameAs(producer).isEqualTo(producer).hasSameHashCodeAs(producer);
        assertThat(producer.getPriority()).isEqualTo(7);
        assertThat(producer.getStringProperty("city")).isEqualTo("London");
    }

    @Test
    void aProducerThrowsWhatThatBehindItThrows() {
        assertThatThrownBy(() -> producer.setPriority(11)).isInstanceOf(jakarta.jms.JMSRuntimeException.class);
    }

    /** Is told by the broker that a message has arrived. */
    private static final class Unheeded implements CompletionListener {

        @Override
        public void onCompletion(Message message) {}

        @Override
        public void onException(Message message, Exception exception) {}
    }

    private Optional<TransactionOutcome> outcome(BarrierToken token) {
        return TransactionBarrier.of(factory.get()).outcome(token);
    }

    private List<BarrierToken> received(int messages) throws JMSException {
        List<BarrierToken> tokens = new ArrayList<>();
        try (JMSConsumer consumer = context.createConsumer(queue.queue())) {
            while (tokens.size() < messages) {
                tokens.add(MessageTokens.of(consumer.receive()).orElseThrow());
            }
        }
        return tokens;
    }
}
