package dev.aftercommit.internal.transaction;

/** The net changes of entities in one scope. */
public interface ScopedChanges {

    /** Adds these changes, which came after, to those of the outer scope. */
    void mergeInto(ScopedChanges outer);

    /** Begins anew for what a callback has told of. */
    void forget(Callback callback);
}
