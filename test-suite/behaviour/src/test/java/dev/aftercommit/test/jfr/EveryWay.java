package dev.aftercommit.test.jfr;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.Session;

/** Has callbacks run in every way that is recorded, and prints what has run: for a JVM of its own. */
final class EveryWay {

    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    private EveryWay() {}

    public static void main(String[] arguments) throws Exception {
        try (TestFactory factory = TestFactory.of(Parcel.class)) {
            factory.inTransaction(session -> {
                session.persist(new Parcel(1));
                AfterCommit.of(session).run(() -> CALLS.add("run"));
                AfterCommit.of(session).runInNewTransaction(inner -> CALLS.add("runInNewTransaction"));
                AfterCommit.of(session).runAsync(() -> CALLS.add("runAsync"), Runnable::run);
            });
            try (Session session = factory.open()) {
                AfterCommit.of(session).run(() -> CALLS.add("at once"));
            }
        }
        System.out.println("Module: " + ModuleLayer.boot().findModule("jdk.jfr").isPresent());
        System.out.println("Calls: " + CALLS);
    }
}
