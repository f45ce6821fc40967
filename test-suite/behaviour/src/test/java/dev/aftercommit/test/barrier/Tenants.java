package dev.aftercommit.test.barrier;

import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.spi.AbstractMultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/** Connections by tenant, which here all lead to one database. */
final class Tenants extends AbstractMultiTenantConnectionProvider<Object> {

    private static final long serialVersionUID = 1;

    private final transient TestFactory factory;

    Tenants(TestFactory factory) {
        this.factory = factory;
    }

    @Override
    protected ConnectionProvider getAnyConnectionProvider() {
        return new OfDatabase(factory);
    }

    @Override
    protected ConnectionProvider selectConnectionProvider(Object tenant) {
        return new OfDatabase(factory);
    }

    private record OfDatabase(TestFactory factory) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return factory.connections().getConnection();
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
