package dev.aftercommit.test.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** Notes which messages a listener was given, and the number of each delivery: {@code tea/1}. */
final class Deliveries implements MessageListener {

    private final List<String> noted = new CopyOnWriteArrayList<>();
    private final IntConsumer then;

    /** Does nothing else. */
    Deliveries() {
        this(delivery -> {});
    }

    /** Then does something, with the number of the delivery. */
    Deliveries(IntConsumer then) {
        this.then = then;
    }

    @Override
    public void onMessage(Message message) {
        int delivery = count(message);
        noted.add(text(message) + "/" + delivery);
        then.accept(delivery);
    }

    List<String> noted() {
        return noted;
    }

    /** Returns when there were as many as that. */
    void await(int deliveries) {
        Eventually.holds(deliveries + " deliveries", () -> noted.size() >= deliveries);
    }

    private static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    private static int count(Message message) {
        try {
            return message.getIntProperty("JMSXDeliveryCount");
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }
}
