package dev.aftercommit.spring;

import dev.aftercommit.spi.CallbackScopes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Follows the savepoints of one transaction, which Spring tells of after setting them and before rolling back to them. It does
 * not tell of their release: the scope stays open then, and is kept with the transaction.
 */
final class ScopeSynchronization implements TransactionSynchronization {

    private final CallbackScopes scopes;
    private @Nullable Map<Object, CallbackScopes.Scope> scopesBySavepoint;

    ScopeSynchronization(CallbackScopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public void savepoint(Object savepoint) {
        if (scopesBySavepoint == null) {
            scopesBySavepoint = new HashMap<>();
        }
        scopesBySavepoint.put(savepoint, scopes.open());
    }

    @Override
    public void savepointRollback(Object savepoint) {
        CallbackScopes.Scope scope = scopesBySavepoint == null ? null : scopesBySavepoint.remove(savepoint);
        if (scope == null) {
            // Set before the first callback was registered
            scopes.discardAll();
        } else {
            scope.discard();
        }
    }
}
