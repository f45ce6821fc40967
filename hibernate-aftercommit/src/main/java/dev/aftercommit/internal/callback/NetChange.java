package dev.aftercommit.internal.callback;

import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static dev.aftercommit.EntityOperation.UPSERT;
import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.EntityOperation;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entity in one transaction, put together from what Hibernate tells at each flush: whether it was in
 * the database before and is in it now, its first and its last state, and the attributes that were written between.
 */
final class NetChange extends EntityCallback {

    private final EntityPersister persister;
    private final Object id;
    private final Existence before;
    private boolean presentNow;
    private Object entity;

    // Before the first flush, and as last flushed; null where Hibernate tells none
    private final Object @Nullable [] oldState;
    private Object @Nullable [] newState;

    // Whether all attributes that can be updated were written, as by an insert; attributes written by updates,
    // collections that were changed in place, and updates of neither (of the version alone)
    private boolean allWritten;
    private @Nullable BitSet written;
    private @Nullable BitSet changedInPlace;
    private boolean writtenWithoutAttributes;

    // The entry of an entity whose removal was requested, in a factory where nobody tells whether it was flushed
    private @Nullable EntityEntry removal;

    private boolean superseded;
    private @Nullable Set<String> changedAttributes;

    NetChange(
            List<CallbackMethod> methods,
            EntityPersister persister,
            Object id,
            Object entity,
            Existence before,
            Object @Nullable [] oldState) {
        super(methods);
        this.persister = persister;
        this.id = id;
        this.entity = entity;
        this.before = before;
        this.oldState = oldState;
        this.presentNow = before == Existence.PRESENT;
    }

    void inserted(Object instance, Object[] state) {
        removal = null;
        written(instance, state);
        allWritten = true;
    }

    void upserted(Object instance, Object[] state) {
        written(instance, state);
        allWritten = true;
    }

    void updated(Object instance, Object[] state, int @Nullable [] dirty) {
        written(instance, state);
        boolean collections = writeCollectionsChangedInPlace(state);
        if (dirty == null) {
            allWritten = true;
        } else {
            for (int attribute : dirty) {
                written = with(written, attribute);
            }
            writtenWithoutAttributes |= dirty.length == 0 && !collections;
        }
    }

    /** A collection was changed, of which Hibernate need not tell by an update of the entity. */
    void collectionChanged(String attribute, Object @Nullable [] state) {
        changedAttributes = null;
        if (newState == null && presentNow) {
            newState = state;
        }
        changedInPlace = with(changedInPlace, indexOf(attribute));
    }

    void deleted(Object instance) {
        removal = null;
        changedAttributes = null;
        remove();
        entity = instance;
    }

    /** Takes note of a removal that may or may not be flushed. */
    void removalRequested(Object instance, EntityEntry entry) {
        changedAttributes = null;
        removal = entry;
        entity = instance;
    }

    @Override
    @Nullable
    EntityOperation settle() {
        settleRemoval();
        EntityOperation net = before.operation(presentNow);
        return net == UPDATE && changedAttributes().isEmpty() && !writtenWithoutAttributes ? null : net;
    }

    /** Finds out what became of a requested removal. */
    private void settleRemoval() {
        // The entry of a deleted row is gone; that of a removal which was taken back, or never flushed, is not
        if (removal != null && removal.getStatus() == Status.GONE) {
            remove();
            removal = null;
        }
    }

    /** Adds what came after, in a scope that was kept. */
    void add(NetChange later) {
        if (later.before == Existence.ABSENT) {
            removal = null;
        }
        changedAttributes = null;
        presentNow = later.presentNow;
        entity = later.entity;
        // Nothing was flushed where it knows only of a removal that was requested
        newState = later.newState == null && later.presentNow ? newState : later.newState;
        allWritten |= later.allWritten;
        written = union(written, later.written);
        changedInPlace = union(changedInPlace, later.changedInPlace);
        writtenWithoutAttributes |= later.writtenWithoutAttributes;
        removal = later.removal == null ? removal : later.removal;
        later.superseded = true;
    }

    /** Whether this was added to a change further out. */
    @Override
    protected boolean isSuperseded() {
        return superseded;
    }

    private static @Nullable BitSet union(@Nullable BitSet one, @Nullable BitSet other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        one.or(other);
        return one;
    }

    void remove() {
        presentNow = false;
        newState = null;
    }

    private void written(Object instance, Object[] state) {
        changedAttributes = null;
        presentNow = true;
        entity = instance;
        newState = state;
    }

    private boolean writeCollectionsChangedInPlace(Object[] state) {
        boolean any = false;
        for (int attribute = 0; attribute < state.length; attribute++) {
            if (state[attribute] instanceof PersistentCollection<?> collection && collection.isDirty()) {
                changedInPlace = with(changedInPlace, attribute);
                any = true;
            }
        }
        return any;
    }

    private static BitSet with(@Nullable BitSet set, int index) {
        BitSet result = set == null ? new BitSet() : set;
        result.set(index);
        return result;
    }

    @Override
    public Object entity() {
        return entity;
    }

    @Override
    public Object id() {
        return id;
    }

    @Override
    public String entityName() {
        return persister.getEntityName();
    }

    @Override
    public EntityOperation operation() {
        EntityOperation operation = before.operation(presentNow);
        return operation == null ? INSERT : operation;
    }

    @Override
    public Set<String> changedAttributes() {
        if (changedAttributes == null) {
            changedAttributes = Collections.unmodifiableSet(findChangedAttributes());
        }
        return changedAttributes;
    }

    private Set<String> findChangedAttributes() {
        EntityOperation operation = before.operation(presentNow);
        Set<String> changed = new LinkedHashSet<>();
        if (operation == UPDATE || operation == UPSERT) {
            String[] names = persister.getPropertyNames();
            for (int i = 0; i < names.length; i++) {
                if (isChanged(i)) {
                    changed.add(names[i]);
                }
            }
        }
        return changed;
    }

    private boolean isChanged(int attribute) {
        if (changedInPlace != null && changedInPlace.get(attribute)) {
            return true;
        }
        return isWritten(attribute)
                && (oldState == null
                        || newState == null
                        || !isEqual(persister.getPropertyTypes()[attribute], oldState[attribute], newState[attribute]));
    }

    private boolean isWritten(int attribute) {
        return (written != null && written.get(attribute))
                || (allWritten && persister.getPropertyUpdateability()[attribute]);
    }

    private boolean isEqual(Type type, @Nullable Object one, @Nullable Object other) {
        if (one == other) {
            return true;
        }
        if (isUnfetched(one) || isUnfetched(other)) {
            return false;
        }
        return type.isEqual(one, other, persister.getFactory());
    }

    private static boolean isUnfetched(@Nullable Object value) {
        return value == LazyPropertyInitializer.UNFETCHED_PROPERTY;
    }

    @Override
    public boolean isChanged(String attribute) {
        indexOf(attribute);
        return changedAttributes().contains(attribute);
    }

    @Override
    public @Nullable Object oldValue(String attribute) {
        return value(before == Existence.ABSENT ? null : oldState, indexOf(attribute));
    }

    @Override
    public @Nullable Object newValue(String attribute) {
        return value(newState, indexOf(attribute));
    }

    private static @Nullable Object value(Object @Nullable [] state, int attribute) {
        return state == null || isUnfetched(state[attribute]) ? null : state[attribute];
    }

    private int indexOf(String attribute) {
        String[] names = persister.getPropertyNames();
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(attribute)) {
                return i;
            }
        }
        throw LOG.noSuchAttribute(attribute, entityName(), String.join(", ", names));
    }

    @Override
    public String toString() {
        return operation() + " of " + entityName() + "#" + id;
    }
}
