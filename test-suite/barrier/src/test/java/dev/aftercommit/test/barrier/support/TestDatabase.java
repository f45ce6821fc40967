package dev.aftercommit.test.barrier.support;

import static java.util.stream.Collectors.toSet;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A database of its own on a server, and what is opened on it; closed with it, the last first. */
public final class TestDatabase implements AutoCloseable {

    // Held, so that its level stays; what is expected to fail is logged by Hibernate as well
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final DatabaseServer server;
    private final String url;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final HikariDataSource observer;

    private TestDatabase(DatabaseServer server, String url) {
        HIBERNATE.setLevel(Level.OFF);
        this.server = server;
        this.url = url;
        this.observer = pool(4);
    }

    public static TestDatabase on(DatabaseServer server) throws SQLException {
        return new TestDatabase(server, server.createDatabase("test" + DATABASES.incrementAndGet()));
    }

    public String url() {
        return url;
    }

    public String user() {
        return server.user();
    }

    /** A pool of connections. */
    public HikariDataSource pool(int size) {
        return pool(url, size);
    }

    /** A pool of connections on another way to the database, or to a copy of it. */
    public HikariDataSource pool(String way, int size) {
        return opened(pool(way, server.user(), size));
    }

    static HikariDataSource pool(String url, String user, int size) {
        return new HikariDataSource(config(url, user, size));
    }

    /** A pool of connections with an isolation of their own. */
    public HikariDataSource isolatedPool(int size, String isolation) {
        HikariConfig config = config(url, server.user(), size);
        config.setTransactionIsolation(isolation);
        return opened(new HikariDataSource(config));
    }

    private static HikariConfig config(String url, String user, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(30));
        config.setExceptionOverrideClassName(EvictClosed.class.getName());
        return config;
    }

    /** A session factory with a pool of its own; the first one makes the table. */
    public SessionFactory factory(int connections, Map<String, ?> settings) {
        return factory(pool(connections), settings);
    }

    /** A session factory with the given pool. */
    public SessionFactory factory(DataSource pool, Map<String, ?> settings) {
        Configuration configuration = new Configuration().addAnnotatedClass(Task.class);
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "update");
        configuration.getProperties().putAll(settings);
        return opened(configuration.buildSessionFactory());
    }

    /** A worker in a process of its own. */
    public Worker worker(int threads, Map<String, String> settings) {
        return opened(Worker.start(this, threads, settings));
    }

    /** Has what is closed with the database. */
    private synchronized <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    /** The number of a connection, for {@link #kill}. */
    public long number(Connection connection) throws SQLException {
        return number(connection, server.numberOfConnection());
    }

    /** Ends a connection in the server. */
    public void kill(long connection) throws SQLException {
        execute(server.kill(connection));
    }

    /** Has another connection execute a statement. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = observer.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What another connection sees. */
    public long number(String query) throws SQLException {
        try (Connection connection = observer.getConnection()) {
            return number(connection, query);
        }
    }

    /** The tasks that have committed. */
    public Set<Long> tasks() throws SQLException {
        return texts("select id from Task").stream().map(Long::valueOf).collect(toSet());
    }

    /** The first column of what another connection sees. */
    public List<String> texts(String query) throws SQLException {
        try (Connection connection = observer.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
