package dev.aftercommit.test.benchmarks.rows;

import jakarta.transaction.Synchronization;
import org.hibernate.BaseSessionEventListener;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What one callback of this library registers with Hibernate, of which only the callback does anything: a synchronization, which is
 * told of the outcome first; an observer, which hears of the next transaction; and a listener, which hears of the end of the session.
 */
public class Registrations extends Rows {

    long count;

    public Registrations() {
        super(Plain.class);
    }

    @Benchmark
    public void once() {
        factory.inTransaction(session -> {
            register(session.unwrap(SharedSessionContractImplementor.class));
            register(session);
        });
    }

    private static void register(SharedSessionContractImplementor session) {
        session.getTransactionCoordinator().addObserver(new Observer());
        session.getTransactionCoordinator().getLocalSynchronizations().registerSynchronization(new Told());
        session.getEventListenerManager().addListener(new Listener());
    }

    private void register(Session session) {
        Raw.queue(session).registerCallback((successful, completed) -> {
            if (successful) {
                count++;
            }
        });
    }

    private static final class Observer implements TransactionObserver {

        @Override
        public void afterBegin() {}

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {}
    }

    private static final class Told implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {}
    }

    private static final class Listener extends BaseSessionEventListener {

        private static final long serialVersionUID = 1;
    }
}
