package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R1, R3: runOnce runs one callback for each key and transaction")
class RunOnceTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    private final List<String> events = new ArrayList<>();

    @Test
    void runsTheLastAtThePlaceOfTheFirst() {
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            afterCommit.runOnce("key", () -> events.add("first"));
            afterCommit.run(() -> events.add("between"));
            afterCommit.runOnce("key", () -> events.add("second"));
            afterCommit.runOnce("key", () -> events.add("last"));
        });
        assertThat(events).containsExactly("last", "between");
    }

    @Test
    void comparesKeysByEquals() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).runOnce(List.of("order", 1), () -> events.add("first"));
            AfterCommit.of(session).runOnce(List.of("order", 1), () -> events.add("last"));
        });
        assertThat(events).containsExactly("last");
    }

    @Test
    void runsOneForEachKey() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).runOnce(1, () -> events.add("one"));
            AfterCommit.of(session).runOnce(2, () -> events.add("two"));
        });
        assertThat(events).containsExactly("one", "two");
    }

    @Test
    void runsOneForEachTransaction() {
        try (Session session = factory.open()) {
            for (String transaction : List.of("first", "second")) {
                session.beginTransaction();
                AfterCommit.of(session).runOnce("key", () -> events.add(transaction));
                session.getTransaction().commit();
            }
        }
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void runsOneOverTheSessionsThatShareATransaction() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).runOnce("key", () -> events.add("parent"));
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                AfterCommit.of(child).runOnce("key", () -> events.add("child"));
            }
        });
        assertThat(events).containsExactly("child");
    }

    @Test
    void runsNothingAfterARollback() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).runOnce("key", () -> events.add("callback"));
            session.getTransaction().rollback();
            session.beginTransaction();
            AfterCommit.of(session).runOnce("key", () -> events.add("next"));
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("next");
    }
}
