package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;

/**
 * Transactions that PostgreSQL has aborted because a statement failed, whose failure somebody has swallowed. It answers their COMMIT with
 * ROLLBACK, which its driver takes for success, and so does Hibernate. The driver knows the state, without asking the server; it is
 * called by name, since the library has no dependency on it.
 */
final class AbortedTransactions {

    private static final ClassValue<Optional<Method>> STATE = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> driver) {
            try {
                return Optional.of(driver.getMethod("getTransactionState"));
            } catch (NoSuchMethodException e) {
                return Optional.empty();
            }
        }
    };

    private AbortedTransactions() {}

    /** Whether a COMMIT would be a rollback; false as well where nobody can tell. It never throws: that would keep from committing. */
    static boolean isAborted(SharedSessionContractImplementor session) {
        try {
            LogicalConnectionImplementor connection =
                    session.getJdbcCoordinator().getLogicalConnection();
            return connection.isPhysicallyConnected() && isAborted(connection.getPhysicalConnection());
        } catch (SQLException | ReflectiveOperationException | RuntimeException e) {
            LOG.tracef(e, "The connection does not tell the state of its transaction");
            return false;
        }
    }

    private static boolean isAborted(Connection connection) throws SQLException, ReflectiveOperationException {
        Connection driver = connection.unwrap(Connection.class);
        Optional<Method> state = STATE.get(driver.getClass());
        return state.isPresent() && "FAILED".equals(String.valueOf(state.get().invoke(driver)));
    }
}
