package dev.aftercommit.messaging;

import static java.util.Objects.requireNonNull;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.util.Optional;

/**
 * Puts the {@linkplain AfterCommit#token token} of a transaction on the messages that are sent inside of it, for a
 * {@link BarrierMessageListener} to wait for.
 *
 * <p>A message that is sent where no transaction is active gets a token, too: one that has committed already, and that nobody
 * waits for. So the same code may send in both cases.
 *
 * <p>The message itself is sent as ever. It is not taken back when the transaction rolls back: the token tells the receiver.
 *
 * @since 0.1
 */
public final class MessageTokens {

    /** The name of the property, a string, that has the {@linkplain BarrierToken#value text} of the token. */
    public static final String PROPERTY = "aftercommit_token";

    private MessageTokens() {}

    /**
     * Puts the token of the current transaction on a message that is to be sent; it replaces any that is there.
     *
     * @param transaction leads to the transaction: {@code AfterCommit.of(session)}, or one that was injected
     * @throws JMSException if the properties of the message cannot be written, as those of a message that was received
     */
    public static void put(Message message, AfterCommit transaction) throws JMSException {
        requireNonNull(message, "message");
        requireNonNull(transaction, "transaction");
        message.setStringProperty(PROPERTY, transaction.token().value());
    }

    /**
     * A producer that does the same as the given one, and puts the token of the transaction that is current then on every message
     * that it sends.
     *
     * @param transaction leads to the transaction: {@code AfterCommit.of(session)}, or one that was injected, which follows the
     *     transactions of whoever sends
     */
    public static JMSProducer producer(JMSProducer producer, AfterCommit transaction) {
        requireNonNull(producer, "producer");
        requireNonNull(transaction, "transaction");
        return TokenProducer.proxy(
                JMSProducer.class,
                producer,
                arguments -> producer.setProperty(PROPERTY, transaction.token().value()));
    }

    /** Variant of {@link #producer(JMSProducer, AfterCommit)} for the classic API. */
    public static MessageProducer producer(MessageProducer producer, AfterCommit transaction) {
        requireNonNull(producer, "producer");
        requireNonNull(transaction, "transaction");
        return TokenProducer.proxy(MessageProducer.class, producer, arguments -> {
            for (Object argument : arguments) {
                if (argument instanceof Message message) {
                    put(message, transaction);
                }
            }
        });
    }

    /**
     * The token of a message that was received; empty where it has none, which says that its sender knows nothing of tokens.
     *
     * @throws IllegalArgumentException if what the message has is no token, or was damaged
     */
    public static Optional<BarrierToken> of(Message message) throws JMSException {
        if (!message.propertyExists(PROPERTY)) {
            return Optional.empty();
        }
        // A property without a value is no token either
        return Optional.of(BarrierToken.parse(String.valueOf(message.getStringProperty(PROPERTY))));
    }
}
