package dev.aftercommit.test.support;

import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A session factory on an empty database: built at first use, closed after the test that registers it. */
public final class TestFactory implements AfterEachCallback, AutoCloseable {

    // Held, so that its level stays; what is expected to fail is logged by Hibernate as well
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    private final Class<?>[] annotated;
    private final Map<String, Object> settings = new HashMap<>();
    private final TestDatabase database;
    private final FaultyDataSource dataSource;
    private ClassLoader classLoader = TestFactory.class.getClassLoader();
    private boolean jpa;
    private SessionFactory sessionFactory;

    private TestFactory(TestDatabase database, Class<?>... annotated) {
        HIBERNATE.setLevel(Level.OFF);
        this.database = database;
        this.dataSource = new FaultyDataSource(database.dataSource());
        this.annotated = annotated;
        with("hibernate.connection.datasource", dataSource);
        with("hibernate.hbm2ddl.auto", "create");
    }

    public static TestFactory of(Class<?>... annotated) {
        return new TestFactory(TestDatabase.create(false), annotated);
    }

    /** One whose database is another than that of the other factories of a test. */
    public static TestFactory onSecondDatabase(Class<?>... annotated) {
        return new TestFactory(TestDatabase.create(true), annotated);
    }

    public TestFactory with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    /** Has Hibernate load the entities by a class loader of the test. */
    public TestFactory loadedBy(ClassLoader loader) {
        classLoader = loader;
        return this;
    }

    /** Has the factory built as by {@code Persistence.createEntityManagerFactory}, not by Hibernate's own classes. */
    public TestFactory jpa() {
        jpa = true;
        return this;
    }

    /** The session factory; built by the first call, which fails as the bootstrap fails. */
    public SessionFactory get() {
        if (sessionFactory == null) {
            sessionFactory = build();
        }
        return sessionFactory;
    }

    public EntityManagerFactory entityManagerFactory() {
        return get();
    }

    /** The database itself, without faults. */
    public DataSource database() {
        return database.dataSource();
    }

    /** The same database, for connections that take part in distributed transactions. */
    public XADataSource xaDatabase() {
        return database.xaDataSource();
    }

    /** Where the connections of the factory come from. */
    public FaultyDataSource connections() {
        return dataSource;
    }

    public Session open() {
        return get().openSession();
    }

    public void inTransaction(Consumer<Session> work) {
        get().inTransaction(work);
    }

    public <R> R fromTransaction(Function<Session, R> work) {
        return get().fromTransaction(work);
    }

    /** The number of committed rows of an entity. */
    public long count(Class<?> entity) {
        String query = "select count(*) from " + entity.getName();
        return get().fromSession(
                        session -> session.createQuery(query, Long.class).getSingleResult());
    }

    private SessionFactory build() {
        try {
            // H2 refuses what a check of several values is to judge once the connection that made the table is closed
            with("jakarta.persistence.schema-generation-connection", database.open());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (jpa) {
            return PersistenceUnit.createEntityManagerFactory(settings, annotated)
                    .unwrap(SessionFactory.class);
        }
        Configuration configuration = new Configuration(new BootstrapServiceRegistryBuilder()
                .applyClassLoader(classLoader)
                .build());
        for (Class<?> type : annotated) {
            configuration.addAnnotatedClass(type);
        }
        configuration.getProperties().putAll(settings);
        return configuration.buildSessionFactory();
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        close();
    }

    @Override
    public void close() throws SQLException {
        if (sessionFactory != null) {
            sessionFactory.close();
        }
        database.close();
    }
}
