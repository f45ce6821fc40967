package dev.aftercommit.messaging;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.Objects.requireNonNull;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.OutcomeUnknownException;
import dev.aftercommit.barrier.TransactionAbortedException;
import dev.aftercommit.barrier.TransactionBarrier;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls a listener once the data of the transaction in which the message was sent is visible. What becomes of the message depends
 * on the transaction:
 *
 * <ul>
 *   <li>committed: the listener is called; if it throws, so does this, and the message is redelivered;
 *   <li>rolled back: the listener is not called, and the message is acknowledged, which is logged at INFO;
 *   <li>undecided after the time, or nobody can know: this throws, and the message is redelivered, until the broker gives it up.
 * </ul>
 *
 * <p>A message without a token is handed over at once. One whose token is malformed or of another database is never handed over:
 * this throws, as it does where the thread was interrupted while it waited, which stays interrupted.
 *
 * <p>To throw means that the broker redelivers, in sessions of {@code AUTO_ACKNOWLEDGE} and {@code DUPS_OK_ACKNOWLEDGE}, and
 * where a container ends the transaction of the message. Where the application itself would have to acknowledge, commit or roll
 * back, this does it if it knows the {@linkplain #acknowledging(Session) session}.
 *
 * <p>The listener is not to be called inside a transaction of JTA or Spring, where the barrier refuses to wait: it begins its own. A
 * message may be handed over more than once, as any that is acknowledged after the work.
 *
 * <p>Instances are immutable, and may be shared by sessions as far as the listener may.
 *
 * @since 0.1
 */
public final class BarrierMessageListener implements MessageListener {

    private final MessageListener listener;
    private final TransactionBarrier barrier;
    private final Duration timeout;
    private final MessageListener aborted;
    private final @Nullable MessageListener unknown;
    private final Acknowledgement acknowledgement;

    private BarrierMessageListener(
            MessageListener listener,
            TransactionBarrier barrier,
            Duration timeout,
            MessageListener aborted,
            @Nullable MessageListener unknown,
            Acknowledgement acknowledgement) {
        this.listener = listener;
        this.barrier = barrier;
        this.timeout = timeout;
        this.aborted = aborted;
        this.unknown = unknown;
        this.acknowledgement = acknowledgement;
    }

    /**
     * Makes a listener wait.
     *
     * @param timeout how long a delivery waits, and holds the thread of the session. What is undecided then is redelivered, and
     *     waits again
     */
    public static BarrierMessageListener of(MessageListener listener, TransactionBarrier barrier, Duration timeout) {
        return new BarrierMessageListener(
                requireNonNull(listener, "listener"),
                requireNonNull(barrier, "barrier"),
                requireNonNull(timeout, "timeout"),
                BarrierMessageListener::log,
                null,
                Acknowledgement.OF_BROKER);
    }

    /**
     * Hands a message whose transaction was rolled back to another listener, instead of logging it. It is acknowledged after that,
     * and redelivered if that one throws.
     */
    public BarrierMessageListener whenAborted(MessageListener reaction) {
        return new BarrierMessageListener(
                listener, barrier, timeout, requireNonNull(reaction, "reaction"), unknown, acknowledgement);
    }

    /**
     * Hands a message of which nobody can know whether its transaction has committed to another listener, instead of having it
     * redelivered, in vain, until the broker gives it up. It is acknowledged after that, and redelivered if that one throws.
     */
    public BarrierMessageListener whenUnknown(MessageListener reaction) {
        return new BarrierMessageListener(
                listener, barrier, timeout, aborted, requireNonNull(reaction, "reaction"), acknowledgement);
    }

    /**
     * Also acknowledges, for a session whose mode leaves that to the application: in {@code CLIENT_ACKNOWLEDGE} by
     * {@code acknowledge} and {@code recover}, in {@code SESSION_TRANSACTED} by {@code commit} and {@code rollback}. A failure is
     * logged then, not thrown, because such a session does not redeliver what has thrown. In all other modes it changes nothing.
     *
     * @param session the one whose consumer this will be the listener of; no session of a container
     */
    public BarrierMessageListener acknowledging(Session session) throws JMSException {
        return acknowledging(Acknowledgement.of(session));
    }

    /** Variant of {@link #acknowledging(Session)} for the simplified API. */
    public BarrierMessageListener acknowledging(JMSContext context) {
        return acknowledging(Acknowledgement.of(context));
    }

    private BarrierMessageListener acknowledging(Acknowledgement other) {
        return new BarrierMessageListener(listener, barrier, timeout, aborted, unknown, other);
    }

    @Override
    public void onMessage(Message message) {
        acknowledgement.after(this::handOver, message);
    }

    private void handOver(Message message) {
        Optional<BarrierToken> token = token(message);
        MessageListener receiver = token.isPresent() ? await(token.get()) : listener;
        // Not while it is waited: what the receiver throws is its own affair
        receiver.onMessage(message);
    }

    /** Waits, and tells who is to have the message. */
    private MessageListener await(BarrierToken token) {
        try {
            barrier.await(token, timeout);
            return listener;
        } catch (TransactionAbortedException e) {
            return aborted;
        } catch (OutcomeUnknownException e) {
            if (unknown == null) {
                throw e;
            }
            return unknown;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LOG.waitForMessageInterrupted(token.value(), e);
        }
    }

    private static Optional<BarrierToken> token(Message message) {
        try {
            return MessageTokens.of(message);
        } catch (JMSException e) {
            throw LOG.tokenOfMessageNotRead(e);
        }
    }

    private static void log(Message message) {
        try {
            LOG.messageOfAborted(message.getJMSMessageID(), message.getStringProperty(MessageTokens.PROPERTY));
        } catch (JMSException e) {
            throw LOG.tokenOfMessageNotRead(e);
        }
    }
}
