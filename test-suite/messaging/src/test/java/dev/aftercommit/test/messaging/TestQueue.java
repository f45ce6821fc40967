package dev.aftercommit.test.messaging;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A queue of the test that registers this. All tests of a run share one broker, and reach it over TCP. */
final class TestQueue implements BeforeEachCallback, AfterEachCallback {

    private final String name = UUID.randomUUID().toString();
    private final List<AutoCloseable> open = new ArrayList<>();
    private RunningBroker broker;
    private ActiveMQConnectionFactory connectionFactory;

    @Override
    public void beforeEach(ExtensionContext context) {
        broker = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(RunningBroker.class);
        broker.create(name, dead());
        connectionFactory = new ActiveMQConnectionFactory(broker.url());
        open.add(connectionFactory);
    }

    ActiveMQConnectionFactory connectionFactory() {
        return connectionFactory;
    }

    /** A context of its own connection, closed after the test. */
    JMSContext context(int mode) {
        JMSContext context = connectionFactory.createContext(mode);
        open.add(0, context);
        return context;
    }

    JMSProducer producer() {
        return context(JMSContext.AUTO_ACKNOWLEDGE).createProducer();
    }

    Queue queue() {
        return org.apache.activemq.artemis.api.jms.ActiveMQJMSClient.createQueue(name);
    }

    void listen(MessageListener listener) {
        listen(context(JMSContext.AUTO_ACKNOWLEDGE), listener);
    }

    void listen(JMSContext context, MessageListener listener) {
        context.createConsumer(queue()).setMessageListener(listener);
    }

    /** Returns when no message is left, neither in the queue nor with a consumer, and a number of them was acknowledged. */
    void awaitAcknowledged(long messages) {
        Eventually.holds(
                messages + " messages are acknowledged",
                () -> messages() == 0 && broker.queue(name).getMessagesAcknowledged() == messages);
    }

    /** The number of messages that are in the queue, or with a consumer that has not acknowledged them. */
    long messages() {
        return broker.queue(name).getMessageCount();
    }

    /** Returns when the broker has given up a number of messages. */
    void awaitGivenUp(long messages) {
        Eventually.holds("messages are given up", () -> broker.queue(dead()).getMessageCount() == messages);
    }

    private String dead() {
        return name + ".dead";
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }
}
