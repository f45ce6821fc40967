package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R3: callbacks run in the order of registration")
class RegistrationOrderTest {

    private static final List<String> EVENTS = new ArrayList<>();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Announced.class);

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    @Test
    void runsTheOldestFirst() {
        factory.inTransaction(session ->
                IntStream.range(0, 100).forEach(i -> AfterCommit.of(session).run(() -> EVENTS.add("callback " + i))));
        assertThat(EVENTS)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "callback " + i).toList());
    }

    @Test
    void keepsOneOrderOverAllForms() {
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            afterCommit.afterCompletion(outcome -> EVENTS.add("completion"));
            afterCommit.run(() -> EVENTS.add("run"));
            afterCommit.runInNewTransaction(inner -> EVENTS.add("new transaction"));
            afterCommit.runOnce("key", () -> EVENTS.add("once"));
            afterCommit.run(() -> EVENTS.add("last"));
        });
        assertThat(EVENTS).containsExactly("completion", "run", "new transaction", "once", "last");
    }

    @Test
    void givesAnEntityItsPlaceAtItsFirstFlush() {
        factory.inTransaction(session -> {
            session.persist(new Announced(1, "a"));
            run(session, "before the flush");
            session.flush();
            run(session, "after the flush");
        });
        assertThat(EVENTS).containsExactly("before the flush", "entity a", "after the flush");
    }

    @Test
    void leavesAnEntityAtItsPlaceAtALaterFlush() {
        factory.inTransaction(session -> {
            Announced entity = new Announced(1, "a");
            session.persist(entity);
            session.flush();
            run(session, "between");
            entity.name = "b";
            session.flush();
            run(session, "last");
        });
        assertThat(EVENTS).containsExactly("entity b", "between", "last");
    }

    @Test
    void putsWhatTheCommitFlushesAtTheEnd() {
        factory.inTransaction(session -> {
            session.persist(new Announced(1, "a"));
            run(session, "run");
        });
        assertThat(EVENTS).containsExactly("run", "entity a");
    }

    @Test
    void keepsOneOrderOverAllViewsOfASession() {
        factory.inTransaction(session -> {
            AfterCommit first = AfterCommit.of(session);
            AfterCommit second = AfterCommit.of(session);
            first.run(() -> EVENTS.add("1"));
            second.run(() -> EVENTS.add("2"));
            first.run(() -> EVENTS.add("3"));
        });
        assertThat(EVENTS).containsExactly("1", "2", "3");
    }

    private static void run(Session session, String event) {
        AfterCommit.of(session).run(() -> EVENTS.add(event));
    }

    @Entity(name = "Announced")
    public static class Announced {

        @Id
        long id;

        String name;

        protected Announced() {}

        Announced(long id, String name) {
            this.id = id;
            this.name = name;
        }

        @PostCommit
        void announce(EntityChange<Announced> change) {
            EVENTS.add("entity " + change.entity().name);
        }
    }
}
