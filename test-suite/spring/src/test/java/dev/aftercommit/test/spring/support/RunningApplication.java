package dev.aftercommit.test.spring.support;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A Spring Boot application on a fresh H2 database, or on PostgreSQL, with a pool of one connection: started at first use, closed after the
 * tests of the class that registers it.
 */
public final class RunningApplication implements AfterAllCallback, AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Class<?>[] configuration;
    private final Map<String, Object> properties = new HashMap<>();
    private String url;
    private String user;
    private String dialect;
    private boolean needsNoConnectionToStart;
    private ConfigurableApplicationContext context;

    private RunningApplication(Class<?>... configuration) {
        this.configuration = configuration;
        on("jdbc:h2:mem:spring" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", "H2Dialect");
        with("spring.datasource.hikari.maximum-pool-size", 1);
        with("spring.datasource.hikari.connection-timeout", 250);
        with("spring.jpa.hibernate.ddl-auto", "create");
        with("server.port", 0);
    }

    public static RunningApplication of(Class<?>... configuration) {
        return new RunningApplication(configuration);
    }

    /** Has it run on PostgreSQL. */
    public RunningApplication onPostgreSql() {
        return on(
                "jdbc:postgresql://localhost:" + PostgreSqlServer.port() + "/postgres",
                "postgres",
                "PostgreSQLDialect");
    }

    private RunningApplication on(String url, String user, String dialect) {
        this.url = url;
        this.user = user;
        this.dialect = dialect;
        return with("spring.datasource.url", url).with("spring.datasource.username", user);
    }

    /** Has Hibernate not look into the database when it starts, for which it needs a connection beside the one that it makes the tables with. */
    public RunningApplication needsNoConnectionToStart() {
        needsNoConnectionToStart = true;
        return this;
    }

    public RunningApplication with(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    /** The context; started by the first call, which fails as the start fails. */
    public ConfigurableApplicationContext context() {
        if (context == null && needsNoConnectionToStart) {
            with("spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access", false);
            with("spring.jpa.database-platform", "org.hibernate.dialect." + dialect);
        }
        if (context == null) {
            context = new SpringApplicationBuilder(configuration)
                    .run(properties.entrySet().stream()
                            .map(property -> "--" + property.getKey() + "=" + property.getValue())
                            .toArray(String[]::new));
        }
        return context;
    }

    public <T> T get(Class<T> type) {
        return context().getBean(type);
    }

    /** The port that the application listens to. */
    public int port() {
        return context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** A connection to the database that is not of the pool. */
    public Connection connect() throws SQLException {
        context();
        return DriverManager.getConnection(url, user, "");
    }

    /** How many connections of the pool are in use. */
    public int connectionsInUse() {
        return ((HikariDataSource) get(DataSource.class)).getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    @Override
    public void afterAll(ExtensionContext test) {
        close();
    }
}
