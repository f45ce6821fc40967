package dev.aftercommit.test.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;
import org.postgresql.xa.PGXADataSource;

/** A schema of its own in a database of the one PostgreSQL server; dropped when it is closed, whatever connections a test has left open. */
final class PostgreSqlSchema extends TestDatabase {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final String name = "test" + SCHEMAS.incrementAndGet();
    private final PGSimpleDataSource dataSource;
    private final PGXADataSource xaDataSource;
    private Connection connection;

    PostgreSqlSchema(String database) {
        dataSource = configure(new PGSimpleDataSource(), database);
        xaDataSource = configure(new PGXADataSource(), database);
    }

    private <T extends BaseDataSource> T configure(T source, String database) {
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {PostgreSqlServer.port()});
        source.setDatabaseName(database);
        source.setUser("postgres");
        source.setCurrentSchema(name);
        source.setApplicationName(name);
        return source;
    }

    @Override
    DataSource dataSource() {
        return dataSource;
    }

    @Override
    XADataSource xaDataSource() {
        return xaDataSource;
    }

    @Override
    Connection open() throws SQLException {
        if (connection == null) {
            connection = dataSource.getConnection();
            execute("create schema " + name);
        }
        return connection;
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            // What an abandoned session has locked would block the drop for ever
            execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = '" + name
                    + "' and pid <> pg_backend_pid()");
            execute("drop schema " + name + " cascade");
            connection.close();
            connection = null;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
