package dev.aftercommit.internal.callback;

import dev.aftercommit.internal.transaction.Callback;
import dev.aftercommit.internal.transaction.ScopedChanges;
import dev.aftercommit.internal.transaction.TransactionCallbacks;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The net changes of the entities with callback methods in one transaction. */
final class NetChanges implements ScopedChanges {

    private final Consumer<Callback> registration;
    private final Map<Key, NetChange> changes = new HashMap<>();

    // Removals that were requested while the insert was pending. Hibernate 8 then drops the insert, but tells of the
    // delete; before, both are executed
    private final Map<Key, Removal> removalsBeforeInsert = new HashMap<>();

    /** No changes yet. The callback of each changed entity is registered when Hibernate first tells of the entity. */
    NetChanges(Consumer<Callback> registration) {
        this.registration = registration;
    }

    static NetChanges of(TransactionCallbacks transaction) {
        return transaction.scope().changes(() -> new NetChanges(transaction::add));
    }

    /** Changes of one entity that came after others are added to them, at the place of the first. */
    @Override
    public void mergeInto(ScopedChanges outer) {
        Map<Key, NetChange> former = ((NetChanges) outer).changes;
        changes.forEach((key, change) -> {
            NetChange first = former.putIfAbsent(key, change);
            if (first != null) {
                first.add(change);
            }
        });
    }

    @Override
    public void forget(Callback callback) {
        if (callback instanceof EntityCallback entityCallback) {
            changes.values().remove(entityCallback.change());
        }
    }

    void inserted(EntityCallbacks callbacks, EntityPersister persister, Object id, Object entity, Object[] state) {
        NetChange change = change(callbacks, persister, id, entity, Existence.ABSENT);
        change.inserted(entity, state);
        Removal removal = removalBeforeInsert(callbacks, id);
        if (removal != null && removal.instance() == entity) {
            change.removalRequested(entity, removal.entry());
        }
    }

    void upserted(EntityCallbacks callbacks, EntityPersister persister, Object id, Object entity, Object[] state) {
        change(callbacks, persister, id, entity, Existence.UNKNOWN).upserted(entity, state);
    }

    /** The change of an entity that is in the database. */
    NetChange changeOfPresent(EntityCallbacks callbacks, EntityPersister persister, Object id, Object entity) {
        return change(callbacks, persister, id, entity, Existence.PRESENT);
    }

    void deleted(
            EntityCallbacks callbacks, EntityPersister persister, Object id, Object entity, Object @Nullable [] state) {
        Removal removal = removalBeforeInsert(callbacks, id);
        if (removal == null || removal.instance() != entity) {
            changeOfPresent(callbacks, persister, id, entity).deleted(entity, state);
        }
    }

    private @Nullable Removal removalBeforeInsert(EntityCallbacks callbacks, Object id) {
        return removalsBeforeInsert.isEmpty()
                ? null
                : removalsBeforeInsert.remove(new Key(callbacks.rootEntityName(), id));
    }

    /** The removal of a managed entity was requested. */
    void removalRequested(EntityCallbacks callbacks, Object entity, EntityEntry entry, boolean deletionsAreTold) {
        if (!entry.isExistsInDatabase()) {
            removalsBeforeInsert.put(new Key(callbacks.rootEntityName(), entry.getId()), new Removal(entity, entry));
        } else if (!deletionsAreTold) {
            changeOfPresent(callbacks, entry.getPersister(), entry.getId(), entity)
                    .removalRequested(entity, entry);
        }
    }

    /** The removal of an entity was requested that was never loaded: with no entry to follow, it counts as flushed. */
    void removalOfUnloadedRequested(EntityCallbacks callbacks, Object id) {
        NetChange change = changes.get(new Key(callbacks.rootEntityName(), id));
        if (change != null) {
            change.remove();
        }
    }

    private NetChange change(
            EntityCallbacks callbacks, EntityPersister persister, Object id, Object entity, Existence before) {
        Key key = new Key(callbacks.rootEntityName(), id);
        NetChange change = changes.get(key);
        if (change == null) {
            change = new NetChange(persister, id, entity, before);
            changes.put(key, change);
            registration.accept(new EntityCallback(change, callbacks.methods()));
        }
        return change;
    }

    /**
     * An entity. The methods that the compiler would generate leave the last class of this kind, and with it a class loader
     * that nobody needs any more, in a cache of the JDK (JDK-8078641).
     */
    private record Key(String rootEntityName, Object id) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && rootEntityName.equals(key.rootEntityName) && id.equals(key.id);
        }

        @Override
        public int hashCode() {
            return 31 * rootEntityName.hashCode() + id.hashCode();
        }
    }

    private record Removal(Object instance, EntityEntry entry) {}
}
