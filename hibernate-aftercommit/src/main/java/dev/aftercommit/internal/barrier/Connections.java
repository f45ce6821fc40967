package dev.aftercommit.internal.barrier;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the barrier gets connections of its own. */
interface Connections {

    Connection get() throws SQLException;

    void giveBack(Connection connection) throws SQLException;

    /**
     * Does work with a connection, which commits by itself: so each statement sees what is committed, whatever the isolation. It is
     * given back as it was, before the result is used: somebody else may need it for just that.
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
        if (connection.getAutoCommit()) {
            return work.call(connection);
        }
        connection.setAutoCommit(true);
        try {
            return work.call(connection);
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(false);
            }
        }
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {

        T call(Connection connection) throws SQLException;
    }
}
