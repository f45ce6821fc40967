package dev.aftercommit.internal.callback;

import dev.aftercommit.internal.transaction.Callback;
import dev.aftercommit.internal.transaction.Scope;
import dev.aftercommit.internal.transaction.ScopedChanges;
import dev.aftercommit.internal.transaction.TransactionCallbacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The net changes of the entities with callback methods in one transaction. */
final class NetChanges implements ScopedChanges {

    private final Consumer<Callback> registration;
    private final Runnable whenTold;

    // By root entity and identifier
    private final Map<String, Map<Object, NetChange>> changes = new HashMap<>();

    // Removals that were requested while the insert was pending. Hibernate 8 then drops the insert, but tells of the
    // delete; before, both are executed
    private final Map<Key, Removal> removalsBeforeInsert = new HashMap<>();

    private NetChanges(Consumer<Callback> registration, Runnable whenTold) {
        this.registration = registration;
        this.whenTold = whenTold;
    }

    /** Those of a transaction. The callback of each changed entity is registered when Hibernate first tells of the entity. */
    static NetChanges of(TransactionCallbacks transaction) {
        Scope scope = transaction.scope();
        NetChanges changes = (NetChanges) scope.changes();
        if (changes == null) {
            changes = new NetChanges(transaction::add, () -> {});
            scope.beginChanges(changes);
        }
        return changes;
    }

    /** Those of what Hibernate is about to tell outside a transaction. The callback is run when it has told. */
    static NetChanges untilTold(Consumer<Callback> run) {
        List<Callback> registered = new ArrayList<>(1);
        return new NetChanges(registered::add, () -> registered.forEach(run));
    }

    /** Those that nobody is told of. */
    static NetChanges untold() {
        return new NetChanges(callback -> {}, () -> {});
    }

    /** Hibernate has told all of an event. */
    void told() {
        whenTold.run();
    }

    /** Changes of one entity that came after others are added to them, at the place of the first. */
    @Override
    public void mergeInto(ScopedChanges outer) {
        changes.forEach((rootEntityName, later) -> {
            Map<Object, NetChange> former = ((NetChanges) outer).changesOf(rootEntityName);
            later.forEach((id, change) -> {
                NetChange first = former.putIfAbsent(id, change);
                if (first != null) {
                    first.add(change);
                }
            });
        });
    }

    @Override
    public void forget(Callback callback) {
        if (callback instanceof NetChange change) {
            changes.values().forEach(ofOneRoot -> ofOneRoot.values().remove(change));
        }
    }

    void inserted(EntityCallbacks callbacks, EntityPersister persister, Object id, Object entity, Object[] state) {
        NetChange change = change(callbacks, persister, id, entity, Existence.ABSENT, null);
        change.inserted(entity, state);
        Removal removal = removalBeforeInsert(callbacks, id);
        if (removal != null && removal.instance() == entity) {
            change.removalRequested(entity, removal.entry());
        }
    }

    void upserted(EntityCallbacks callbacks, EntityPersister persister, Object id, Object entity, Object[] state) {
        change(callbacks, persister, id, entity, Existence.UNKNOWN, null).upserted(entity, state);
    }

    /** The change of an entity that is in the database; its former state counts if it is the first that is told. */
    NetChange changeOfPresent(
            EntityCallbacks callbacks, EntityPersister persister, Object id, Object entity, Object @Nullable [] state) {
        return change(callbacks, persister, id, entity, Existence.PRESENT, state);
    }

    void deleted(
            EntityCallbacks callbacks, EntityPersister persister, Object id, Object entity, Object @Nullable [] state) {
        Removal removal = removalBeforeInsert(callbacks, id);
        if (removal == null || removal.instance() != entity) {
            changeOfPresent(callbacks, persister, id, entity, state).deleted(entity);
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
            changeOfPresent(callbacks, entry.getPersister(), entry.getId(), entity, entry.getLoadedState())
                    .removalRequested(entity, entry);
        }
    }

    /** The removal of an entity was requested that was never loaded: with no entry to follow, it counts as flushed. */
    void removalOfUnloadedRequested(EntityCallbacks callbacks, Object id) {
        NetChange change = changesOf(callbacks.rootEntityName()).get(id);
        if (change != null) {
            change.remove();
        }
    }

    private NetChange change(
            EntityCallbacks callbacks,
            EntityPersister persister,
            Object id,
            Object entity,
            Existence before,
            Object @Nullable [] oldState) {
        // Of most entities, this is the first that is told
        NetChange change = new NetChange(callbacks.methods(), persister, id, entity, before, oldState);
        NetChange former = changesOf(callbacks.rootEntityName()).putIfAbsent(id, change);
        if (former == null) {
            registration.accept(change);
        }
        return former == null ? change : former;
    }

    private Map<Object, NetChange> changesOf(String rootEntityName) {
        Map<Object, NetChange> ofRoot = changes.get(rootEntityName);
        if (ofRoot == null) {
            ofRoot = new HashMap<>();
            changes.put(rootEntityName, ofRoot);
        }
        return ofRoot;
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
