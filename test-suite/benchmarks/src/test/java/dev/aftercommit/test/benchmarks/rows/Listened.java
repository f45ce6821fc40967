package dev.aftercommit.test.benchmarks.rows;

import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCommitInsertEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.persister.entity.EntityPersister;

/** A listener as one writes it by hand. */
public class Listened extends ListenedByHand {

    @Override
    void listen(EventListenerRegistry registry) {
        registry.appendListeners(EventType.POST_COMMIT_INSERT, new Counter());
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
