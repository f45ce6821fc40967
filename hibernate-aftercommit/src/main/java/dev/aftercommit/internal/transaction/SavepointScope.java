package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Work within a JDBC savepoint and the scope of callbacks that belongs to it. */
final class SavepointScope {

    private final SharedSessionContractImplementor session;
    private final TransactionCallbacks callbacks;
    private final Connection connection;
    private final Savepoint savepoint;
    private final Scope scope;

    private SavepointScope(SharedSessionContractImplementor session, TransactionCallbacks callbacks) {
        flush(session);
        this.session = session;
        this.callbacks = callbacks;
        this.connection = session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
        try {
            this.savepoint = connection.setSavepoint();
        } catch (SQLException e) {
            throw LOG.savepointRefused(e);
        }
        scope = callbacks.openScope();
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
            flush(session);
            release();
            callbacks.keepScope(scope);
        }
    }

    private void release() {
        try {
            connection.releaseSavepoint(savepoint);
        } catch (SQLFeatureNotSupportedException e) {
            LOG.tracef(e, "Savepoints are released with their transaction");
        } catch (SQLException e) {
            throw LOG.savepointNotReleased(e);
        }
    }

    private void discard(Throwable failure) {
        if (isTransactionOver()) {
            return;
        }
        try {
            session.getJdbcCoordinator().abortBatch();
            connection.rollback(savepoint);
        } catch (Throwable e) {
            // Whatever the work has written is still there, and must not be committed
            session.getTransactionCoordinator().getTransactionDriverControl().markRollbackOnly();
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
        callbacks.discardScope(scope);
        if (session instanceof Session stateful && session.isOpen()) {
            // Its entities have the state of what was rolled back
            stateful.clear();
        }
    }

    /** Whether the work has ended the transaction, and with it the savepoint; with an outcome that may not be told yet. */
    private boolean isTransactionOver() {
        // The session itself may be closed, if it has shared the connection of another
        SharedSessionContractImplementor owner =
                (SharedSessionContractImplementor) session.getJdbcCoordinator().getJdbcSessionOwner();
        return callbacks.isCompleted() || !owner.isTransactionInProgress();
    }

    private static void flush(SharedSessionContractImplementor session) {
        if (session instanceof Session stateful && session.isOpen()) {
            stateful.flush();
        }
        session.getJdbcCoordinator().executeBatch();
    }
}
