package dev.aftercommit.internal.transaction;

import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.jdbc.ReturningWork;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;

/**
 * What the library does itself with the connection of a session. Where Hibernate gives the connection back after each statement, so does
 * this class, after one that fails as well: a JTA session that has not joined the transaction would have its next one on the connection of
 * this one, and what is written in that would be committed at once.
 */
public final class ConnectionUse {

    private ConnectionUse() {}

    /** Executes work in the transaction of the session. */
    public static <T> T execute(SharedSessionContractImplementor session, ReturningWork<T> work) throws SQLException {
        LogicalConnectionImplementor connection = session.getJdbcCoordinator().getLogicalConnection();
        try {
            return work.execute(connection.getPhysicalConnection());
        } finally {
            connection.afterStatement();
        }
    }
}
