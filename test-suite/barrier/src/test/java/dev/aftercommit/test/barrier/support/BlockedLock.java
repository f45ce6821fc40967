package dev.aftercommit.test.barrier.support;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionAbortedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Inserts the row a second time, for which the server has it wait until it is known whether the first one stays. */
record BlockedLock(DataSource pool) implements Waiting {

    private static final String CONSTRAINT_VIOLATION = "23";

    @Override
    public void await(BarrierToken token, Duration timeout, long row) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            while (isUndecided(connection, row)) {
                connection.rollback();
            }
            connection.rollback();
        }
    }

    private static boolean isUndecided(Connection connection, long row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into Task (id) values (?)")) {
            statement.setLong(1, row);
            statement.executeUpdate();
        } catch (SQLException e) {
            // Else, the server has waited for as long as it does
            return e.getSQLState() == null || !e.getSQLState().startsWith(CONSTRAINT_VIOLATION);
        }
        connection.rollback();
        throw new TransactionAbortedException("The row " + row + " was free");
    }
}
