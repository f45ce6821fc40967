package dev.aftercommit.test.support;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import javax.sql.XADataSource;

/** A database that is empty when a test begins: of the kind that the system property {@code test.database} names. */
abstract class TestDatabase implements AutoCloseable {

    /** @param second whether it is to be apart from the one of the other tests, where these share a database */
    static TestDatabase create(boolean second) {
        String kind = System.getProperty("test.database", "h2");
        return switch (kind) {
            case "h2" -> new H2Database();
            case "postgresql" ->
                new PostgreSqlSchema(second ? PostgreSqlServer.secondDatabase() : PostgreSqlServer.DATABASE);
            default ->
                throw new IllegalArgumentException(
                        "Unknown test.database. Found: '" + kind + "'. Expected: h2, postgresql.");
        };
    }

    abstract DataSource dataSource();

    abstract XADataSource xaDataSource();

    /** A connection that stays open until this is closed. */
    abstract Connection open() throws SQLException;

    @Override
    public abstract void close() throws SQLException;
}
