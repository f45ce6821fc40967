package dev.aftercommit.test.messaging;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.messaging.BarrierMessageListener;
import dev.aftercommit.messaging.MessageTokens;
import dev.aftercommit.test.support.TestFactory;
import jakarta.jms.MessageListener;
import java.time.Duration;
import org.hibernate.Session;

/** Writes parcels to a database, and sends a message for each. */
final class Post {

    static final Duration LONG = Duration.ofMinutes(1);
    static final Duration SHORT = Duration.ofMillis(20);

    private final TestFactory factory;
    private final TestQueue queue;

    Post(TestFactory factory, TestQueue queue) {
        this.factory = factory;
        this.queue = queue;
    }

    /** A session in a transaction that has written a parcel and sent the message. */
    Session begin() {
        Session session = factory.open();
        session.beginTransaction();
        send(session);
        return session;
    }

    void commit() {
        factory.inTransaction(this::send);
    }

    void rollback() {
        try (Session session = begin()) {
            session.getTransaction().rollback();
        }
    }

    private void send(Session session) {
        session.persist(new Parcel(1));
        MessageTokens.producer(queue.producer(), AfterCommit.of(session)).send(queue.queue(), "parcel");
    }

    BarrierMessageListener waiting(MessageListener listener, Duration timeout) {
        return BarrierMessageListener.of(listener, TransactionBarrier.of(factory.get()), timeout);
    }
}
