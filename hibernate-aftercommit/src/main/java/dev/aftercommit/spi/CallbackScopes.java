package dev.aftercommit.spi;

/**
 * The scopes of one transaction's callbacks, for a framework that owns savepoints: it is given one for each transaction by
 * {@link AmbientTransaction#begun}. What is registered while a scope is open belongs to it, and is kept or discarded
 * with it. Neither does anything to the database or to the session.
 *
 * <p>Scopes may be left open. Those that are open when the transaction ends are kept. Where a scope is kept or discarded,
 * so are those that were opened within it and are still open.
 *
 * <p>It is confined to the thread of its transaction. Once that has ended, it does nothing.
 *
 * @since 0.1
 */
public interface CallbackScopes {

    /** Opens a scope within the innermost one that is open. To be called when the savepoint has been set. */
    Scope open();

    /**
     * Discards everything that was registered with the transaction so far, as if in a scope: the transaction was rolled back to
     * a savepoint that is older than its first callback.
     */
    void discardAll();

    /** A scope that was opened. */
    interface Scope {

        /** Ends the scope; its callbacks go to the one around it. Does nothing to a scope that has ended. */
        void keep();

        /**
         * Ends the scope, whose savepoint was rolled back, or is about to be; its commit callbacks will not run. Does nothing to
         * a scope that has ended.
         */
        void discard();
    }
}
