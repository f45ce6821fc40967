package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Work within a savepoint and the scope of callbacks that belongs to it. */
final class SavepointScope {

    private final SharedSessionContractImplementor session;
    private final TransactionCallbacks callbacks;
    private final SessionSavepoint savepoint;
    private final Scope scope;

    private SavepointScope(SharedSessionContractImplementor session, TransactionCallbacks callbacks) {
        this.session = session;
        this.callbacks = callbacks;
        try {
            this.savepoint = SessionSavepoint.set(session);
        } catch (SQLException e) {
            throw LOG.savepointRefused(e);
        }
        this.scope = callbacks.openScope();
    }

    static <T> T run(
            SharedSessionContractImplementor session, TransactionCallbacks callbacks, Supplier<? extends T> work) {
        SavepointScope scope = new SavepointScope(session, callbacks);
        try {
            T result = work.get();
            scope.keep();
            return result;
        } catch (Throwable failure) {
            scope.discard(failure);
            throw failure;
        }
    }

    private void keep() {
        if (!isTransactionOver()) {
            try {
                savepoint.release();
            } catch (SQLException e) {
                throw LOG.savepointNotReleased(e);
            }
            callbacks.keepScope(scope);
        }
    }

    private void discard(Throwable failure) {
        if (isTransactionOver()) {
            return;
        }
        try {
            savepoint.rollBack();
        } catch (Throwable e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
        callbacks.discardScope(scope);
    }

    /** Whether the work has ended the transaction, and with it the savepoint; with an outcome that may not be told yet. */
    private boolean isTransactionOver() {
        // The session itself may be closed, if it has shared the connection of another
        SharedSessionContractImplementor owner =
                (SharedSessionContractImplementor) session.getJdbcCoordinator().getJdbcSessionOwner();
        return callbacks.isCompleted() || !owner.isTransactionInProgress();
    }
}
