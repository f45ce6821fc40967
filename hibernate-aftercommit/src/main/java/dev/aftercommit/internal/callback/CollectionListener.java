package dev.aftercommit.internal.callback;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.internal.compat.CollectionEvents;
import dev.aftercommit.internal.transaction.FactoryContext;
import dev.aftercommit.internal.transaction.TransactionCallbacks;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionRemoveEvent;
import org.hibernate.event.spi.PostCollectionRemoveEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.jspecify.annotations.Nullable;

/** Turns what Hibernate tells of changed collections into net changes of their owners. */
final class CollectionListener
        implements PostCollectionRecreateEventListener,
                PostCollectionUpdateEventListener,
                PostCollectionRemoveEventListener {

    private static final long serialVersionUID = 1;

    private final transient FactoryContext factory;
    private final transient Map<String, EntityCallbacks> callbacksByEntity;

    CollectionListener(FactoryContext factory, Map<String, EntityCallbacks> callbacksByEntity) {
        this.factory = factory;
        this.callbacksByEntity = callbacksByEntity;
    }

    /** Appends this listener if a method is called for updates of an entity that has a collection. */
    void registerTo(EventListenerRegistry registry) {
        boolean needed = callbacksByEntity.values().stream()
                .anyMatch(callbacks -> !callbacks.collections().isEmpty() && callbacks.take(EntityOperation.UPDATE));
        if (needed && CollectionEvents.areSafe()) {
            registry.appendListeners(EventType.POST_COLLECTION_RECREATE, this);
            registry.appendListeners(EventType.POST_COLLECTION_UPDATE, this);
            registry.appendListeners(EventType.POST_COLLECTION_REMOVE, this);
        }
    }

    @Override
    public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
        changed(event);
    }

    @Override
    public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
        changed(event);
    }

    @Override
    public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
        changed(event);
    }

    private void changed(AbstractCollectionEvent event) {
        EntityCallbacks callbacks = callbacksByEntity.get(event.getAffectedOwnerEntityName());
        Object owner = event.getAffectedOwnerOrNull();
        SharedSessionContractImplementor session = sessionOf(event);
        // A stateless session tells of collections before their owner, and of every attribute of the owner
        if (callbacks == null || owner == null || session == null || session instanceof StatelessSession) {
            return;
        }
        String attribute = callbacks.collections().get(event.getCollection().getRole());
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(owner);
        TransactionCallbacks current = factory.session(session).currentOfFlush();
        if (attribute != null && entry != null && current != null) {
            Object[] state = entry.getLoadedState();
            NetChanges.of(current)
                    .changeOfPresent(callbacks, entry.getPersister(), entry.getId(), owner, state)
                    .collectionChanged(attribute, state);
        }
    }

    // Not by the event, which from Hibernate 7.3 on fails to tell where it is of a stateless session
    private static @Nullable SharedSessionContractImplementor sessionOf(AbstractCollectionEvent event) {
        return event.getCollection() instanceof AbstractPersistentCollection<?> collection
                ? collection.getSession()
                : null;
    }
}
