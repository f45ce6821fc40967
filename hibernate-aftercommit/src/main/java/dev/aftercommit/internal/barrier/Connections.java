package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the barrier gets connections of its own. */
interface Connections {

    Connection get() throws SQLException;

    void giveBack(Connection connection) throws SQLException;

    /**
     * Does work with a connection, which commits by itself and reads what is committed. It is given back as it was, before the
     * result is used: somebody else may need it for just that.
     */
    default <T> T call(Work<T> work) throws SQLException {
        Connection connection = get();
        try {
            return callWith(connection, work);
        } finally {
            giveBack(connection);
        }
    }

    private static <T> T callWith(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        int isolation = connection.getTransactionIsolation();
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
        try {
            isolate(connection, Connection.TRANSACTION_READ_COMMITTED);
            return work.call(connection);
        } finally {
            restore(connection, autoCommit, isolation);
        }
    }

    private static void restore(Connection connection, boolean autoCommit, int isolation) {
        try {
            isolate(connection, isolation);
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            // It is broken, then, which the pool will find out
            LOG.tracef(e, "The connection of the barrier is not as it was");
        }
    }

    private static void isolate(Connection connection, int isolation) throws SQLException {
        if (connection.getTransactionIsolation() != isolation) {
            connection.setTransactionIsolation(isolation);
        }
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {

        T call(Connection connection) throws SQLException;
    }
}
