package dev.aftercommit.spi;

/**
 * Suspends what a framework has bound to the thread while callbacks run, and resumes it. A finished transaction that is
 * still bound to the thread makes what a callback writes get lost or fail; suspended, it leaves the callback a thread
 * without a transaction, on which the callback can begin its own.
 *
 * <p>Implementations are found through {@link java.util.ServiceLoader}, by the class loaders that Hibernate uses for
 * its own services, one set for each session factory, and suspend in the order in which they are found. The one for JTA is
 * built in. They have to be thread-safe.
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

    /** What has been suspended. */
    @FunctionalInterface
    interface Suspension extends AutoCloseable {

        /** There was nothing to suspend. */
        Suspension NONE = () -> {};

        /** Resumes what was suspended. What it throws is logged. */
        @Override
        void close();
    }
}
