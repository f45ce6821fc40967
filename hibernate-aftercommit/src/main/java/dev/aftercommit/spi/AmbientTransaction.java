package dev.aftercommit.spi;

import dev.aftercommit.AfterCommitException;
import java.util.concurrent.Executor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What a framework has bound to the thread while a session is in a transaction of it. It suspends this while callbacks run, and
 * resumes it: a finished transaction that is still bound to the thread makes what a callback writes get lost or fail;
 * suspended, it leaves the callback a thread without a transaction, on which the callback can begin its own. What else a
 * framework may take part in has a default.
 *
 * <p>Implementations are found through the setting {@link dev.aftercommit.AfterCommitSettings#AMBIENT_TRANSACTION}, and
 * through {@link java.util.ServiceLoader}, by the class loaders that Hibernate uses for its own services, one set for
 * each session factory. They suspend in this order; the one for JTA, which is built in, comes last. They have to be
 * thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AmbientTransaction {

    /**
     * Whether the framework still needs the connection of the transaction that has just ended, because it has set something
     * in it that it is going to reset: that the connection is read-only, say, or its isolation. Such a connection is not
     * given back early; callbacks run when the session gives it back. Asked before {@link #suspend}, on the thread of the
     * transaction. What it throws is logged, and counts as {@code true}.
     */
    default boolean needsConnection() {
        return false;
    }

    /**
     * Suspends what is bound to the current thread. What it throws is logged, and the callbacks run unsuspended.
     *
     * @return what resumes it, on the same thread
     */
    Suspension suspend();

    /**
     * The first callback of a transaction is about to be registered, on the current thread. What it throws is logged.
     *
     * @param session the session that is in the transaction, or, of several that share its connection, the one that has
     *     opened it
     * @param scopes for savepoints that the framework sets in this transaction
     */
    default void begun(SharedSessionContractImplementor session, CallbackScopes scopes) {}

    /**
     * Whether {@link #throwLater} throws failures, for transactions of the framework. Asked once, when the session factory is
     * built: where nobody throws them, and the setting says that they are to be thrown, a warning says so.
     */
    default boolean throwsFailures() {
        return false;
    }

    /**
     * Takes over what is to be thrown to the caller of commit, and throws it when that caller cannot mistake it for a failed
     * commit any more. Called on the thread of the transaction, when all callbacks have run and the thread has been resumed.
     *
     * @return whether it will be thrown; if not, it is thrown by the session where that can be, and was logged anyway
     */
    default boolean throwLater(SharedSessionContractImplementor session, AfterCommitException failure) {
        return false;
    }

    /** What runs asynchronous callbacks for which neither the caller nor a setting names an executor; null for the default. */
    default @Nullable Executor executor() {
        return null;
    }

    /** What has been suspended. */
    @FunctionalInterface
    interface Suspension extends AutoCloseable {

        /** There was nothing to suspend. */
        Suspension NONE = () -> {};

        /**
         * Takes away what a callback has left bound to the thread. Called before each callback that runs after a transaction, and
         * after the last one, so that what one leaves open does not stand in the way of what comes next. What it throws is
         * logged.
         */
        default void clear() {}

        /** Resumes what was suspended. What it throws is logged. */
        @Override
        void close();
    }
}
