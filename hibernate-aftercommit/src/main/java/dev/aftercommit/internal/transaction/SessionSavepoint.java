package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A JDBC savepoint in the transaction of a session, with what has to be done to the session around it. Failures of JDBC are thrown
 * as they are, those of flushes as Hibernate throws them.
 */
public final class SessionSavepoint {

    private final SharedSessionContractImplementor session;
    private final Savepoint savepoint;

    private SessionSavepoint(SharedSessionContractImplementor session) throws SQLException {
        flush(session);
        this.session = session;
        this.savepoint = ConnectionUse.execute(session, Connection::setSavepoint);
    }

    /** Flushes the session, and sets a savepoint. */
    public static SessionSavepoint set(SharedSessionContractImplementor session) throws SQLException {
        return new SessionSavepoint(session);
    }

    /** Flushes the session, and releases the savepoint. */
    public void release() throws SQLException {
        flush(session);
        try {
            ConnectionUse.execute(session, connection -> {
                connection.releaseSavepoint(savepoint);
                return savepoint;
            });
        } catch (SQLFeatureNotSupportedException e) {
            LOG.tracef(e, "Savepoints are released with their transaction");
        }
    }

    /** Rolls back to the savepoint, and clears the session. Where that fails, the transaction is marked for rollback. */
    public void rollBack() throws SQLException {
        try {
            session.getJdbcCoordinator().abortBatch();
            ConnectionUse.execute(session, this::rollBack);
        } catch (Throwable e) {
            // Whatever was written since is still there, and must not be committed
            session.getTransactionCoordinator().getTransactionDriverControl().markRollbackOnly();
            throw e;
        } finally {
            if (session instanceof Session stateful && session.isOpen()) {
                // Its entities have the state of what was rolled back
                stateful.clear();
            }
        }
    }

    private Savepoint rollBack(Connection physical) throws SQLException {
        try {
            physical.rollback(savepoint);
        } catch (SQLException refused) {
            if (!isJta()) {
                throw refused;
            }
            // Agroal refuses it for a connection that takes part in a JTA transaction, although the database does it
            Connection wrapped = physical.unwrap(Connection.class);
            if (wrapped == physical) {
                throw refused;
            }
            wrapped.rollback(savepoint);
        }
        return savepoint;
    }

    private boolean isJta() {
        return session.getTransactionCoordinator()
                .getTransactionCoordinatorBuilder()
                .isJta();
    }

    private static void flush(SharedSessionContractImplementor session) {
        if (session instanceof Session stateful && session.isOpen()) {
            stateful.flush();
        }
        session.getJdbcCoordinator().executeBatch();
    }
}
