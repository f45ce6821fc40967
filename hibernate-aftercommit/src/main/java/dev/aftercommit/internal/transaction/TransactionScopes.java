package dev.aftercommit.internal.transaction;

import dev.aftercommit.spi.CallbackScopes;

/** The scopes of a transaction, in the hands of who owns its savepoints. */
final class TransactionScopes implements CallbackScopes {

    private final TransactionCallbacks callbacks;

    TransactionScopes(TransactionCallbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public Scope open() {
        dev.aftercommit.internal.transaction.Scope scope = callbacks.openScope();
        return new Scope() {

            @Override
            public void keep() {
                callbacks.keepScope(scope);
            }

            @Override
            public void discard() {
                callbacks.discardScope(scope);
            }
        };
    }

    @Override
    public void discardAll() {
        callbacks.discardAll();
    }
}
