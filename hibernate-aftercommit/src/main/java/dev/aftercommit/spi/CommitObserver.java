package dev.aftercommit.spi;

import dev.aftercommit.TransactionOutcome;

/**
 * Is told of every callback: the door for metrics and tracing. Found through the setting
 * {@link dev.aftercommit.AfterCommitSettings#OBSERVER}; one instance serves all sessions of a factory, so it has to be
 * thread-safe.
 *
 * <p>The methods are called on the thread of the transaction that they tell of. What they throw is logged and has no
 * further effect. What is registered where no transaction is active, and so runs at once, is not told;
 * callback methods of entities that are flushed without a transaction are.
 *
 * @since 0.1
 */
public interface CommitObserver {

    /** A callback was registered with a transaction that is still open. */
    default void registered(ObservedCallback callback) {}

    /** A callback is about to run. */
    default void started(ObservedCallback callback) {}

    /** A callback has returned. Called next after {@link #started} on the same thread, nested callbacks left out. */
    default void succeeded(ObservedCallback callback) {}

    /** A callback has thrown. Called instead of {@link #succeeded}. */
    default void failed(ObservedCallback callback, Throwable failure) {}

    /**
     * A callback will never run: the transaction had another outcome than the callback waits for, or its entity has no
     * net change that the callback asks for.
     */
    default void discarded(ObservedCallback callback, TransactionOutcome outcome) {}
}
