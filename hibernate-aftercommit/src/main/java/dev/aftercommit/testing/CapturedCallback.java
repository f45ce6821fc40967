package dev.aftercommit.testing;

import dev.aftercommit.EntityChange;
import org.jspecify.annotations.Nullable;

/**
 * A callback that was captured: one call that waits for the end of a transaction.
 *
 * @since 0.1
 * @see CapturedCallbacks#callbacks()
 */
public interface CapturedCallback {

    /** What is logged of the callback: its kind, and the class or the method that runs. */
    String description();

    /** What registered the callback, or what it is a call of. */
    Kind kind();

    /**
     * The net change that a callback method is called for, as far as it was flushed. It goes on to change with later flushes of
     * the same transaction, until the callback has run. Null for callbacks that no entity has.
     */
    @Nullable
    EntityChange<?> change();

    /** The place in the code that registered the callback, or that had Hibernate flush the entity. */
    StackTraceElement registeredAt();

    /**
     * Runs the callback, as {@link CapturedCallbacks#runAll()} does, but alone. What it throws is logged, and reaches the
     * caller as it is.
     *
     * @throws IllegalStateException if it has run, was dropped, waits for a rollback, or was removed by a rollback
     */
    void run();

    /** The kinds of callbacks. */
    enum Kind {
        /** Of {@code run}, {@code runOnce} or {@code afterCommit}. */
        RUN,
        /** A {@code @PostCommit} method. */
        ENTITY,
        /** Of {@code runInNewTransaction}. */
        NEW_TRANSACTION,
        /** Of {@code runAsync}. */
        ASYNC,
        /** Of {@code afterRollback}, or a {@code @PostRollback} method. */
        ROLLBACK,
        /** Of {@code afterCompletion}. */
        COMPLETION
    }
}
