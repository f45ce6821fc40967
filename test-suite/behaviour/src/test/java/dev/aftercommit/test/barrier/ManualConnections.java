package dev.aftercommit.test.barrier;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Connections as some pools give them: serializable, and committed by whoever takes them. */
final class ManualConnections {

    private static final ClassLoader LOADER = ManualConnections.class.getClassLoader();

    /** What the connections were like when they were given back. */
    final List<String> givenBack = new CopyOnWriteArrayList<>();

    private final DataSource target;

    ManualConnections(DataSource target) {
        this.target = target;
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                LOADER, new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> connection());
    }

    private Connection connection() throws SQLException {
        Connection connection = target.getConnection();
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);
        return (Connection) Proxy.newProxyInstance(
                LOADER,
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(connection, method, arguments));
    }

    private Object call(Connection connection, Method method, Object... arguments) throws Throwable {
        if (method.getName().equals("close")) {
            givenBack.add(connection.getTransactionIsolation() + " " + connection.getAutoCommit());
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
