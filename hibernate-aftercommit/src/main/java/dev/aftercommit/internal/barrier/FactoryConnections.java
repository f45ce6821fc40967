package dev.aftercommit.internal.barrier;

import dev.aftercommit.internal.transaction.AmbientTransactions;
import dev.aftercommit.spi.AmbientTransaction.Suspension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;

/** Connections of a session factory, which are not to take part in what a framework has bound to the thread. */
record FactoryConnections(Supplier<JdbcConnectionAccess> access, AmbientTransactions ambientTransactions)
        implements Connections {

    @Override
    public <T> T call(Work<T> work) throws SQLException {
        Suspension suspended = ambientTransactions.suspend();
        try {
            return Connections.super.call(work);
        } finally {
            suspended.close();
        }
    }

    @Override
    public Connection get() throws SQLException {
        return access.get().obtainConnection();
    }

    @Override
    public void giveBack(Connection connection) throws SQLException {
        access.get().releaseConnection(connection);
    }
}
