package dev.aftercommit.spring;

import dev.aftercommit.spi.CallbackScopes;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What follows one transaction of the session that Spring has bound: its savepoints, which Spring tells of after setting them
 * and before rolling back to them. It does not tell of their release: the scope stays open then, and is kept with the
 * transaction.
 */
final class SessionSynchronization implements TransactionSynchronization {

    private final SharedSessionContractImplementor session;
    private final CallbackScopes scopes;
    private @Nullable Map<Object, CallbackScopes.Scope> scopesBySavepoint;

    SessionSynchronization(SharedSessionContractImplementor session, CallbackScopes scopes) {
        this.session = session;
        this.scopes = scopes;
    }

    /** Whether the transaction of Spring that is bound to this thread is that of the session. */
    static boolean isActiveFor(SharedSessionContractImplementor session) {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.getSynchronizations().stream()
                        .anyMatch(one -> one instanceof SessionSynchronization it && it.session == session);
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
