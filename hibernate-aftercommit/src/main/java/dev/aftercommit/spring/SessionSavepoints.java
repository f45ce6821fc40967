package dev.aftercommit.spring;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.internal.transaction.SessionSavepoint;
import java.sql.SQLException;
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
        try {
            return SessionSavepoint.set(session);
        } catch (SQLException e) {
            HibernateException refused = LOG.savepointRefused(e);
            throw new NestedTransactionNotSupportedException(refused.getMessage(), refused);
        }
    }

    @Override
    public void rollbackToSavepoint(Object savepoint) {
        try {
            ((SessionSavepoint) savepoint).rollBack();
        } catch (SQLException | RuntimeException e) {
            throw failed(LOG.notRolledBackToSavepoint(e));
        }
    }

    @Override
    public void releaseSavepoint(Object savepoint) {
        try {
            ((SessionSavepoint) savepoint).release();
        } catch (SQLException e) {
            throw failed(LOG.savepointNotReleased(e));
        }
    }

    private static TransactionSystemException failed(HibernateException failure) {
        return new TransactionSystemException(failure.getMessage(), failure);
    }
}
