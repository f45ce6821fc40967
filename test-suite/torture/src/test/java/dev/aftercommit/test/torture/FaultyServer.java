package dev.aftercommit.test.torture;

import dev.aftercommit.test.barrier.support.PostgreSqlCluster;
import dev.aftercommit.test.barrier.support.TcpProxy;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;
import org.postgresql.PGConnection;

/** A server of PostgreSQL behind a network, both of which go wrong when they are told to. */
final class FaultyServer implements Trouble, AutoCloseable {

    private final PostgreSqlCluster server;
    private final TestDatabase database;
    private final TcpProxy proxy;
    private final Map<Integer, Line> lines = new ConcurrentHashMap<>();

    FaultyServer() throws SQLException {
        server = PostgreSqlCluster.create("faults").start();
        database = TestDatabase.on(server);
        proxy = new TcpProxy(database.url(), connection -> new Line(connection, lines::put));
    }

    /** The URL through the network. A connection on which nothing gets through is given up after some seconds. */
    String url() {
        return proxy.through(database.url()) + "?prepareThreshold=0&sslmode=disable&gssEncMode=disable&socketTimeout=3";
    }

    TestDatabase database() {
        return database;
    }

    /** That of the server's process. */
    @Override
    public int connection(Session session) {
        return session.doReturningWork(
                connection -> connection.unwrap(PGConnection.class).getBackendPID());
    }

    @Override
    public void atCommit(int number, Plan plan, Runnable said) {
        lines.get(number).atCommit(plan.point() != Point.BEHIND_COMMIT, () -> {
            said.run();
            if (plan.point() == Point.BEFORE_COMMIT || plan.point() == Point.BEHIND_COMMIT) {
                strike(number, plan);
            }
        });
    }

    @Override
    public void ended(int number) {
        lines.get(number).forgetCommit();
    }

    @Override
    public void strike(int number, Plan plan) {
        switch (plan.fault()) {
            case NONE -> {
                // Nothing does
            }
            case TERMINATED -> terminate(number);
            case BACKEND_KILLED -> ProcessHandle.of(number).ifPresent(ProcessHandle::destroyForcibly);
            case SERVER_STOPPED -> restart();
            default -> lines.get(number).strike(plan.fault(), plan.delayMillis());
        }
    }

    private void terminate(int number) {
        try {
            database.kill(number);
        } catch (SQLException e) {
            // The server is being restarted, which ends it as well
        }
    }

    private synchronized void restart() {
        server.crash();
        server.start();
    }

    @Override
    public void close() throws Exception {
        proxy.close();
        database.close();
        server.close();
    }
}
