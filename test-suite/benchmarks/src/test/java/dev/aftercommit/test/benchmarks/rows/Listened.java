package dev.aftercommit.test.benchmarks.rows;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCommitInsertEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.openjdk.jmh.annotations.Benchmark;

/** The inserts of {@link Batch}, with a listener as one writes it by hand. */
public class Listened extends Inserting {

    long count;

    public Listened() {
        super(Plain.class);
    }

    @Override
    public void open() {
        super.open();
        factory.unwrap(SessionFactoryImplementor.class)
                .getEventListenerRegistry()
                .appendListeners(EventType.POST_COMMIT_INSERT, new Counter());
    }

    @Benchmark
    public void insert() {
        factory.inTransaction(session -> {
            for (int i = 0; i < Batch.ENTITIES; i++) {
                session.persist(new Plain(++id));
            }
        });
    }

    private final class Counter implements PostCommitInsertEventListener {

        private static final long serialVersionUID = 1;

        @Override
        public void onPostInsert(PostInsertEvent event) {
            if (event.getEntity() instanceof Plain) {
                count++;
            }
        }

        @Override
        public void onPostInsertCommitFailed(PostInsertEvent event) {}

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return true;
        }
    }
}
