package dev.aftercommit.spring;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import org.hibernate.HibernateException;
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
            HibernateException refused = LOG.savepointRefused(e);
            throw new NestedTransactionNotSupportedException(refused.getMessage(), refused);
        }
    }

    @Override
    public void rollbackToSavepoint(Object savepoint) {
        try {
            session.getJdbcCoordinator().abortBatch();
            connection().rollback((Savepoint) savepoint);
        } catch (SQLException | RuntimeException e) {
            // What was to be rolled back is still there, and must not be committed
            session.getTransactionCoordinator().getTransactionDriverControl().markRollbackOnly();
            throw failed(LOG.notRolledBackToSavepoint(e));
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
        } catch (SQLFeatureNotSupportedException e) {
            LOG.tracef(e, "Savepoints are released with their transaction");
        } catch (SQLException e) {
            throw failed(LOG.savepointNotReleased(e));
        }
    }

    private static TransactionSystemException failed(HibernateException failure) {
        return new TransactionSystemException(failure.getMessage(), failure);
    }

    private Connection connection() {
        return session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
    }
}
