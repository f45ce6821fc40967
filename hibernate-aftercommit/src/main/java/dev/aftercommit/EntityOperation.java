package dev.aftercommit;

/**
 * What a transaction did to an entity, taken over the whole transaction: see {@link EntityChange#operation()}.
 *
 * @since 0.1
 */
public enum EntityOperation {
    /** The entity was not in the database before the transaction, and is in it now. */
    INSERT,

    /** The entity was in the database before the transaction, is still in it, and was changed. */
    UPDATE,

    /**
     * The entity was written by {@link org.hibernate.StatelessSession#upsert(Object)}, so that nobody knows whether it
     * was in the database before.
     */
    UPSERT,

    /** The entity was in the database before the transaction, and is no longer. */
    DELETE
}
