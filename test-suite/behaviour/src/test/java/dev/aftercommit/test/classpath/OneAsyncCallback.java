package dev.aftercommit.test.classpath;

import dev.aftercommit.AfterCommit;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** An asynchronous callback, for a JVM that has Hibernate and H2, and no other class of the tests. */
final class OneAsyncCallback {

    private OneAsyncCallback() {}

    public static void main(String[] arguments) {
        Configuration configuration = new Configuration().setProperty("hibernate.connection.url", "jdbc:h2:mem:alone");
        AtomicReference<Thread> runOn = new AtomicReference<>();
        try (SessionFactory factory = configuration.buildSessionFactory()) {
            factory.fromTransaction(
                            session -> AfterCommit.of(session).runAsync(() -> runOn.set(Thread.currentThread())))
                    .join();
        }
        System.out.println("Run on another thread: " + (runOn.get() != null && runOn.get() != Thread.currentThread()));
    }
}
