package dev.aftercommit.internal.callback;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.internal.compat.EventSessions;
import dev.aftercommit.internal.transaction.FactoryContext;
import dev.aftercommit.internal.transaction.SessionCallbacks;
import dev.aftercommit.internal.transaction.TransactionCallbacks;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractEvent;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;

/** Turns what Hibernate tells of flushed entities into the net changes of the current transaction. */
public final class EntityCallbackListener
        implements PostInsertEventListener,
                PostUpdateEventListener,
                PostUpsertEventListener,
                PostDeleteEventListener,
                DeleteEventListener {

    private static final long serialVersionUID = 1;

    private final transient FactoryContext factory;
    private final transient Map<String, EntityCallbacks> callbacksByEntity;
    private final boolean deletionsAreTold;
    private final transient AtomicBoolean warnedOfStateless = new AtomicBoolean();

    EntityCallbackListener(FactoryContext factory, Map<String, EntityCallbacks> callbacksByEntity) {
        this.factory = factory;
        this.callbacksByEntity = callbacksByEntity;
        this.deletionsAreTold =
                callbacksByEntity.values().stream().anyMatch(callbacks -> callbacks.take(EntityOperation.DELETE));
    }

    /**
     * Appends this listener for the kinds of events that are needed. A listener of POST_DELETE has a price for every
     * entity of the factory (Hibernate then loads a reference before it deletes it), so there is one only where a
     * method is called for deletions; otherwise the requests for removal have to do.
     */
    void registerTo(EventListenerRegistry registry) {
        registry.appendListeners(EventType.POST_INSERT, this);
        registry.appendListeners(EventType.POST_UPDATE, this);
        registry.appendListeners(EventType.POST_UPSERT, this);
        registry.appendListeners(EventType.DELETE, this);
        if (deletionsAreTold) {
            registry.appendListeners(EventType.POST_DELETE, this);
        }
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        EntityPersister persister = event.getPersister();
        EntityCallbacks callbacks = callbacksByEntity.get(persister.getEntityName());
        if (callbacks != null) {
            NetChanges changes = changes(event, persister);
            changes.inserted(callbacks, persister, event.getId(), event.getEntity(), event.getState());
            changes.told();
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        EntityPersister persister = event.getPersister();
        EntityCallbacks callbacks = callbacksByEntity.get(persister.getEntityName());
        if (callbacks != null) {
            NetChanges changes = changes(event, persister);
            changes.changeOfPresent(callbacks, persister, event.getId(), event.getEntity(), event.getOldState())
                    .updated(event.getEntity(), event.getState(), event.getDirtyProperties());
            changes.told();
        }
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        EntityPersister persister = event.getPersister();
        EntityCallbacks callbacks = callbacksByEntity.get(persister.getEntityName());
        if (callbacks != null) {
            NetChanges changes = changes(event, persister);
            changes.upserted(callbacks, persister, event.getId(), event.getEntity(), event.getState());
            changes.told();
        }
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        EntityPersister persister = event.getPersister();
        EntityCallbacks callbacks = callbacksByEntity.get(persister.getEntityName());
        if (callbacks != null) {
            NetChanges changes = changes(event, persister);
            changes.deleted(callbacks, persister, event.getId(), event.getEntity(), event.getDeletedState());
            changes.told();
        }
    }

    /** The net changes that an event belongs to. */
    private NetChanges changes(AbstractEvent event, EntityPersister persister) {
        SharedSessionContractImplementor session = EventSessions.of(event);
        if (session == null) {
            if (warnedOfStateless.compareAndSet(false, true)) {
                LOG.statelessSessionIsNotTold(persister.getEntityName());
            }
            return NetChanges.untold();
        }
        SessionCallbacks sessionCallbacks = factory.session(session);
        TransactionCallbacks current = sessionCallbacks.currentOfFlush();
        return current == null ? NetChanges.untilTold(sessionCallbacks::runAtOnce) : NetChanges.of(current);
    }

    /** Comes after Hibernate has handled the request. */
    @Override
    public void onDelete(DeleteEvent event) {
        SharedSessionContractImplementor session = EventSessions.of(event);
        TransactionCallbacks current = factory.session(session).currentOfFlush();
        if (current != null) {
            removalRequested(NetChanges.of(current), session, event.getObject());
        }
    }

    @Override
    public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
        onDelete(event);
    }

    private void removalRequested(NetChanges changes, SharedSessionContractImplementor session, Object removed) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(removed);
        if (proxy != null && proxy.isUninitialized()) {
            EntityCallbacks callbacks = callbacksByEntity.get(proxy.getEntityName());
            if (callbacks != null) {
                changes.removalOfUnloadedRequested(callbacks, proxy.getInternalIdentifier());
            }
            return;
        }
        Object entity = proxy == null ? removed : proxy.getImplementation();
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
        EntityCallbacks callbacks = entry == null ? null : callbacksByEntity.get(entry.getEntityName());
        if (entry != null && callbacks != null) {
            changes.removalRequested(callbacks, entity, entry, deletionsAreTold);
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
