package dev.aftercommit.test.benchmarks.rows;

import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;

/** Factories, on a database in memory if nothing else is said. */
final class Database {

    private Database() {}

    static SessionFactory factory(Class<?>... entities) {
        return factoryAt(inMemory(), entities);
    }

    static SessionFactory factoryAt(String url, Class<?>... entities) {
        return factory(url, "create-drop", entities);
    }

    static SessionFactory factoryWithoutTables(Class<?>... entities) {
        // Gone with its last connection
        return factory("jdbc:h2:mem:" + UUID.randomUUID(), "none", entities);
    }

    private static String inMemory() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    private static SessionFactory factory(String url, String tables, Class<?>... entities) {
        Configuration configuration = new Configuration()
                .setProperty("hibernate.connection.url", url)
                .setProperty("hibernate.connection.pool_size", "2")
                .setProperty("hibernate.hbm2ddl.auto", tables)
                .setProperty("hibernate.jdbc.batch_size", "50")
                // Narayana is on the class path for another row.
                .setProperty("hibernate.transaction.jta.platform", NoJtaPlatform.class.getName());
        for (Class<?> entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        return configuration.buildSessionFactory();
    }

    static void clear(SessionFactory factory, Class<?> entity) {
        factory.inTransaction(session -> session.createNativeMutationQuery("truncate table " + entity.getSimpleName())
                .executeUpdate());
    }

    static long rows(SessionFactory factory, Class<?> entity) {
        return factory.fromTransaction(
                session -> session.createSelectionQuery("select count(*) from " + entity.getSimpleName(), Long.class)
                        .getSingleResult());
    }
}
