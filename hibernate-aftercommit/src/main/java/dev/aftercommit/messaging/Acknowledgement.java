package dev.aftercommit.messaging;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;

/** Who acknowledges a message, and how. */
interface Acknowledgement {

    /** The broker, or a container: acknowledges what a listener has not thrown at, and redelivers the rest. */
    Acknowledgement OF_BROKER = (work, message) -> {
        try {
            work.onMessage(message);
        } catch (RuntimeException | Error e) {
            // Redelivery is a call that an interrupt would break; Artemis acknowledges then what was to be redelivered
            boolean interrupted = Thread.interrupted();
            LOG.tracef(e, "Thrown at the broker; the thread was interrupted: %s", interrupted);
            throw e instanceof RuntimeException failure ? failure : LOG.listenerFailed(e);
        }
    };

    /** Hands a message over, then acknowledges it or gives it back. */
    void after(MessageListener work, Message message);

    static Acknowledgement of(Session session) throws JMSException {
        return switch (session.getAcknowledgeMode()) {
            case Session.CLIENT_ACKNOWLEDGE -> new ByHand(Message::acknowledge, session::recover);
            case Session.SESSION_TRANSACTED -> new ByHand(message -> session.commit(), session::rollback);
            default -> OF_BROKER;
        };
    }

    static Acknowledgement of(JMSContext context) {
        return switch (context.getSessionMode()) {
            case JMSContext.CLIENT_ACKNOWLEDGE -> new ByHand(Message::acknowledge, context::recover);
            case JMSContext.SESSION_TRANSACTED -> new ByHand(message -> context.commit(), context::rollback);
            default -> OF_BROKER;
        };
    }

    /** The application, by two methods of its session. */
    record ByHand(Call acknowledge, Step giveBack) implements Acknowledgement {

        @Override
        public void after(MessageListener work, Message message) {
            boolean interrupted = false;
            try {
                work.onMessage(message);
                // An interrupt would break the calls of the session
                interrupted = Thread.interrupted();
                acknowledge.on(message);
            } catch (RuntimeException | JMSException | Error e) {
                interrupted |= Thread.interrupted();
                giveBack(message, e);
                if (e instanceof Error error) {
                    throw error;
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private void giveBack(Message message, Throwable failure) {
            try {
                LOG.messageGivenBack(message.getJMSMessageID(), failure);
                giveBack.run();
            } catch (JMSException | JMSRuntimeException e) {
                LOG.messageNotGivenBack(e);
            }
        }
    }

    /** Acknowledges a message. */
    interface Call {

        void on(Message message) throws JMSException;
    }

    /** Gives back what is not acknowledged. */
    interface Step {

        void run() throws JMSException;
    }
}
