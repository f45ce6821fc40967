package dev.aftercommit.test.barrier.support;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A server of PostgreSQL 18 that can be crashed, and have a standby. It is stopped when it is closed. */
public final class PostgreSqlCluster implements DatabaseServer, AutoCloseable {

    private final Path binaries;
    private final Path data;
    private final int port = freePort();

    private PostgreSqlCluster(Path binaries, Path data) {
        this.binaries = binaries;
        this.data = data;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** A server that is not started yet, with lines for its configuration. */
    public static PostgreSqlCluster create(String name, String... configuration) {
        Path folder = Path.of(name + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime())
                .toAbsolutePath();
        PostgreSqlCluster cluster = new PostgreSqlCluster(PostgreSqlServer.binaries(), folder);
        cluster.execute(
                "initdb", "-D", folder.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF-8", "--locale=C");
        cluster.configure("listen_addresses = 'localhost'", "unix_socket_directories = ''", "max_connections = 300");
        cluster.configure(configuration);
        return cluster;
    }

    /** A standby of this server, which was not started yet, and is to be started before it. */
    public PostgreSqlCluster standby(String... configuration) {
        Path folder = data.resolveSibling(data.getFileName() + "-standby");
        PostgreSqlCluster standby = new PostgreSqlCluster(binaries, folder);
        execute(List.of("cp", "-a", data.toString(), folder.toString()));
        standby.configure("primary_conninfo = 'host=localhost port=" + port + " user=postgres'");
        standby.configure(configuration);
        standby.write(folder.resolve("standby.signal"));
        return standby;
    }

    private void configure(String... lines) {
        write(data.resolve("postgresql.conf"), lines);
    }

    private void write(Path file, String... lines) {
        try {
            Files.write(file, List.of(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and waits until it can be asked. */
    public PostgreSqlCluster start() {
        execute("pg_ctl", "-D", data.toString(), "-w", "-t", "120", "-l", data + ".log", "-o", "-p " + port, "start");
        return this;
    }

    /** Ends it as a failure of the power would, but for the caches of the operating system; what it has not written is lost. */
    public void crash() {
        execute("pg_ctl", "-D", data.toString(), "-w", "-m", "immediate", "stop");
    }

    @Override
    public void close() {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            crash();
        }
    }

    private void execute(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // The server refuses to run as root, which its children are not by this
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        execute(command);
    }

    private void execute(List<String> command) {
        File log = new File(data + ".commands.log");
        try {
            int exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        command + " ended with " + exit + "; see " + log + " and " + data + ".log");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that no outgoing connection gets, not even while the server is down. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one, then
            }
        }
    }

    public int port() {
        return port;
    }

    /** The URL of a database which may be there or not. */
    public String url(String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    @Override
    public String createDatabase(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return url(name);
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
