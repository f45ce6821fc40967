package dev.aftercommit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The net change of one entity over a whole transaction, however often it was flushed: an entity that was inserted and
 * then updated is an {@link EntityOperation#INSERT}; one that was inserted and deleted has no change at all.
 *
 * <p>It is the optional argument of a {@link PostCommit} or {@link PostRollback} method. It holds references to the
 * states that Hibernate flushed, not copies, and is meant to be read during the callback; keep what you need, not the
 * change itself.
 *
 * @param <E> the type of the entity
 * @since 0.1
 */
public interface EntityChange<E> {

    /** The instance that was flushed last. It may be detached by now, and its lazy associations may be out of reach. */
    E entity();

    /** The identifier. */
    Object id();

    /** The name of the entity as mapped, which is usually the name of its class. */
    String entityName();

    /** What the transaction did to the entity as a whole. */
    EntityOperation operation();

    /**
     * The names of the attributes whose values at the last flush differ from those before the first. Empty for an
     * {@link EntityOperation#INSERT} and a {@link EntityOperation#DELETE}. It may be empty for an update as well, where
     * only the version changed. Where Hibernate knows no former state (an update by a stateless session, an upsert),
     * every updatable attribute counts as changed.
     */
    Set<String> changedAttributes();

    /**
     * Whether {@link #changedAttributes()} has the given attribute.
     *
     * @throws IllegalArgumentException if the entity has no such attribute
     */
    boolean isChanged(String attribute);

    /**
     * The value of an attribute before the transaction's first flush of the entity; null for an insert, and where
     * Hibernate knows no former state. For a collection that was changed in place it is the collection itself, of
     * which Hibernate keeps no former state here.
     *
     * @throws IllegalArgumentException if the entity has no such attribute
     */
    @Nullable
    Object oldValue(String attribute);

    /**
     * The value of an attribute as last flushed; null for a delete.
     *
     * @throws IllegalArgumentException if the entity has no such attribute
     */
    @Nullable
    Object newValue(String attribute);
}
