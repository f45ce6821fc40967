package dev.aftercommit.test.benchmarks.rows;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The least that whoever tells net changes has to do: a listener that keeps each entity by its identifier until the end of the
 * transaction, since it may be inserted and deleted, and finds the entities of a transaction by its session. It does not ask for the
 * outcome.
 */
public class Kept extends ListenedByHand {

    @Override
    void listen(EventListenerRegistry registry) {
        registry.appendListeners(EventType.POST_INSERT, new Keeper());
    }

    private final class Keeper implements PostInsertEventListener {

        private static final long serialVersionUID = 1;

        private final transient ConcurrentMap<SharedSessionContractImplementor, Map<Object, Object>> inserted =
                new ConcurrentHashMap<>();

        @Override
        public void onPostInsert(PostInsertEvent event) {
            if (event.getEntity() instanceof Plain) {
                SharedSessionContractImplementor session = event.getSession();
                Map<Object, Object> ofSession = inserted.get(session);
                if (ofSession == null) {
                    ofSession = new HashMap<>();
                    inserted.put(session, ofSession);
                    session.getTransactionCompletionCallbacks()
                            .registerCallback((successful, completed) -> completed(completed));
                }
                ofSession.putIfAbsent(event.getId(), event.getEntity());
            }
        }

        private void completed(SharedSessionContractImplementor session) {
            inserted.remove(session).values().forEach(entity -> count++);
        }

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return false;
        }
    }
}
