package dev.aftercommit.test.barrier.replica;

import dev.aftercommit.test.barrier.support.PostgreSqlCluster;
import dev.aftercommit.test.barrier.support.TestDatabase;
import dev.aftercommit.test.barrier.support.Worker;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/** A primary of PostgreSQL with a standby, a session factory on the one, and a worker in another process on the other. */
final class Replicated implements AutoCloseable {

    private final PostgreSqlCluster primary;
    private final PostgreSqlCluster standby;
    private final TestDatabase database;
    private final SessionFactory factory;
    private final Worker worker;
    private final DataSource standbyPool;
    private final int delayMillis;

    private Replicated(PostgreSqlCluster primary, PostgreSqlCluster standby, int delayMillis) throws Exception {
        this.delayMillis = delayMillis;
        this.primary = primary;
        this.standby = standby;
        this.database = TestDatabase.on(primary);
        this.factory = database.factory(4, Map.of());
        String standbyUrl = standby.url(database.url().substring(database.url().lastIndexOf('/') + 1));
        Replay.awaitDatabase(standbyUrl);
        this.worker = database.worker(16, Map.of("replica", standbyUrl));
        this.standbyPool = database.pool(standbyUrl, 1);
    }

    /** A standby which applies each commit so much later. */
    static Replicated withDelay(int millis) throws Exception {
        PostgreSqlCluster primary = PostgreSqlCluster.create("primary", "wal_keep_size = '256MB'");
        PostgreSqlCluster standby = primary.standby("recovery_min_apply_delay = '" + millis + "ms'");
        primary.start();
        standby.start();
        return new Replicated(primary, standby, millis);
    }

    int delayMillis() {
        return delayMillis;
    }

    TestDatabase database() {
        return database;
    }

    SessionFactory factory() {
        return factory;
    }

    Worker worker() {
        return worker;
    }

    /** Connections of the standby. */
    DataSource standby() {
        return standbyPool;
    }

    /** Has the standby apply nothing from now on. */
    void pause() throws SQLException {
        execute("select pg_wal_replay_pause()");
    }

    void resume() throws SQLException {
        execute("select pg_wal_replay_resume()");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(standby.url("postgres"), standby.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws Exception {
        database.close();
        standby.close();
        primary.close();
    }
}
