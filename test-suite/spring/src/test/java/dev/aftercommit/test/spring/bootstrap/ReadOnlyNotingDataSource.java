package dev.aftercommit.test.spring.bootstrap;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A pool that resets nothing, and knows whether its connection is read-only, which H2 does not. */
final class ReadOnlyNotingDataSource extends DelegatingDataSource {

    boolean readOnly;

    ReadOnlyNotingDataSource(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setReadOnly")) {
                        readOnly = (Boolean) arguments[0];
                    } else if (method.getName().equals("isReadOnly")) {
                        return readOnly;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
