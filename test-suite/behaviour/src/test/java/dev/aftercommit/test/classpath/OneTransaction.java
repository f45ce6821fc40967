package dev.aftercommit.test.classpath;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.PostCommit;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A transaction with callbacks, for a JVM that has Hibernate and H2, and no other class of the tests. */
final class OneTransaction {

    private static final List<String> CALLS = new ArrayList<>();

    private OneTransaction() {}

    public static void main(String[] arguments) {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Item.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:alone")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop");
        try (SessionFactory factory = configuration.buildSessionFactory()) {
            factory.inTransaction(session -> {
                AfterCommit.of(session).run(() -> CALLS.add("run"));
                session.persist(new Item());
                session.flush();
                AfterCommit.of(session).runInNewTransaction(fresh -> CALLS.add("found " + fresh.find(Item.class, 1)));
                CALLS.add("before the commit");
            });
        }
        System.out.println("Calls: " + CALLS);
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        int id = 1;

        @PostCommit
        void told() {
            CALLS.add("entity");
        }

        @Override
        public String toString() {
            return "Item " + id;
        }
    }
}
