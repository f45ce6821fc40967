package dev.aftercommit.test.barrier.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** A server of PostgreSQL, with its data and its log in the working directory. */
public final class PostgreSqlServer implements DatabaseServer {

    private final EmbeddedPostgres server;

    private PostgreSqlServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts one of the version that is on the class path. */
    static PostgreSqlServer start(String name) {
        return new PostgreSqlServer(start(EmbeddedPostgres.builder(), name));
    }

    static PostgreSqlServer startVersion15() {
        return new PostgreSqlServer(start(
                EmbeddedPostgres.builder().setPgBinaryResolver(binaries("postgresql-15-binaries")), "postgresql-15"));
    }

    /** The programs of the version that is on the class path, which are unpacked when its server is started. */
    static Path binaries() {
        Servers.POSTGRESQL_18.get();
        try (Stream<Path> folders = Files.list(Path.of("postgresql-18"))) {
            return folders.map(folder -> folder.resolve("bin").toAbsolutePath())
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the build has unpacked from the artifact of another version. */
    private static PgBinaryResolver binaries(String folder) {
        return (system, machine) -> {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                return Files.newInputStream(files.filter(file -> file.toString().endsWith(".txz"))
                        .findFirst()
                        .orElseThrow());
            }
        };
    }

    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder, String name) {
        File log = new File(name + ".log");
        try {
            return builder.setOverrideWorkingDirectory(new File(name))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "1200")
                    .setServerConfig("max_prepared_transactions", "10")
                    .setOutputRedirector(Redirect.appendTo(log))
                    .setErrorRedirector(Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start; its log is " + log.getAbsolutePath(), e);
        }
    }

    @Override
    public String createDatabase(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String numberOfConnection() {
        return "select pg_backend_pid()";
    }

    @Override
    public String kill(long connection) {
        return "select pg_terminate_backend(" + connection + ")";
    }
}
