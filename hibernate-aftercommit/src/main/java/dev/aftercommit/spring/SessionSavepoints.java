package dev.aftercommit.spring;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.internal.transaction.SessionSavepoint;
import java.sql.SQLException;
import org.hibernate.HibernateException;
import org.hibernate.engine.spi.SessionImplementor;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionSystemException;

/** The savepoints of a session's transaction, with what Spring keeps for that transaction. */
final class SessionSavepoints implements SavepointManager {

    private final SessionImplementor session;
    private final Object transactionData;
    private final PersistenceExceptionTranslator translator;

    SessionSavepoints(SessionImplementor session, Object transactionData, PersistenceExceptionTranslator translator) {
        this.session = session;
        this.transactionData = transactionData;
        this.translator = translator;
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
        } catch (RuntimeException e) {
            throw failedFlush(e);
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
        } catch (RuntimeException e) {
            throw failedFlush(e);
        }
    }

    /** As where a transaction fails to flush for its commit. */
    private RuntimeException failedFlush(RuntimeException failure) {
        return DataAccessUtils.translateIfNecessary(failure, translator);
    }

    private static TransactionSystemException failed(HibernateException failure) {
        return new TransactionSystemException(failure.getMessage(), failure);
    }
}
