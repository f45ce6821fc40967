package dev.aftercommit.spring;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import org.hibernate.engine.spi.SessionImplementor;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionSystemException;

/** The savepoints of a session's transaction, with what Spring keeps for that transaction. */
final class SessionSavepoints implements SavepointManager {

    private final SessionImplementor session;
    private final Object transactionData;

    SessionSavepoints(SessionImplementor session, Object transactionData) {
        this.session = session;
        this.transactionData = transactionData;
    }

    Object transactionData() {
        return transactionData;
    }

    @Override
    public Object createSavepoint() {
        session.flush();
        session.getJdbcCoordinator().executeBatch();
        try {
            return connection().setSavepoint();
        } catch (SQLException e) {
            throw new NestedTransactionNotSupportedException("The connection refuses a savepoint", e);
        }
    }

    @Override
    public void rollbackToSavepoint(Object savepoint) {
        session.getJdbcCoordinator().abortBatch();
        try {
            connection().rollback((Savepoint) savepoint);
        } catch (SQLException e) {
            throw new TransactionSystemException("Could not roll back to the savepoint", e);
        } finally {
            // Its entities have the state of what was rolled back
            session.clear();
        }
    }

    @Override
    public void releaseSavepoint(Object savepoint) {
        session.flush();
        session.getJdbcCoordinator().executeBatch();
        try {
            connection().releaseSavepoint((Savepoint) savepoint);
        } catch (SQLFeatureNotSupportedException releasedWithTheTransaction) {
            // Nothing is left to do
        } catch (SQLException e) {
            throw new TransactionSystemException("Could not release the savepoint", e);
        }
    }

    private Connection connection() {
        return session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
    }
}
