package dev.aftercommit.test.benchmarks.rows;

import java.util.HashMap;
import java.util.Map;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The least that whoever tells net changes has to do: a listener that keeps each entity by its identifier until the end of the
 * transaction, since it may be inserted and deleted. It serves one transaction at a time.
 */
public class Kept extends ListenedByHand {

    @Override
    void listen(EventListenerRegistry registry) {
        registry.appendListeners(EventType.POST_INSERT, new Keeper());
    }

    private final class Keeper implements PostInsertEventListener {

        private static final long serialVersionUID = 1;

        private transient Map<Object, Object> inserted = Map.of();

        @Override
        public void onPostInsert(PostInsertEvent event) {
            if (event.getEntity() instanceof Plain) {
                if (inserted.isEmpty()) {
                    inserted = new HashMap<>();
                    event.getSession()
                            .getTransactionCompletionCallbacks()
                            .registerCallback((successful, session) -> completed());
                }
                inserted.putIfAbsent(event.getId(), event.getEntity());
            }
        }

        private void completed() {
            inserted.values().forEach(entity -> count++);
            inserted = Map.of();
        }

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return false;
        }
    }
}
