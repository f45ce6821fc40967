package dev.aftercommit.test.benchmarks.rows;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.openjdk.jmh.annotations.Benchmark;

/** The inserts of {@link Batch}, with a listener that is registered with Hibernate. */
public abstract class ListenedByHand extends Inserting {

    long count;

    ListenedByHand() {
        super(Plain.class);
    }

    @Override
    public void open() {
        super.open();
        listen(factory.unwrap(SessionFactoryImplementor.class).getEventListenerRegistry());
    }

    abstract void listen(EventListenerRegistry registry);

    @Benchmark
    public void insert() {
        factory.inTransaction(session -> {
            for (int i = 0; i < Batch.ENTITIES; i++) {
                session.persist(new Plain(++id));
            }
        });
    }
}
