package dev.aftercommit.test.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R3: entity callbacks take their place among all callbacks at the first flush of their entity. */
@ExtendWith(Told.class)
class EntityCallbackOrderTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Step.class, Identity.class);

    @Test
    void entityIsCalledBetweenCallbacksRegisteredAroundItsFlush() {
        factory.inTransaction(session -> {
            run(session, "before");
            session.persist(new Step(1));
            session.flush();
            run(session, "after");
        });

        assertThat(Told.calls()).containsExactly("before", "step 1", "after");
    }

    @Test
    void entityThatIsFlushedByCommitIsCalledLast() {
        factory.inTransaction(session -> {
            session.persist(new Step(1));
            run(session, "before");
        });

        assertThat(Told.calls()).containsExactly("before", "step 1");
    }

    @Test
    void laterFlushesDoNotMoveTheCall() {
        factory.inTransaction(session -> {
            Step step = new Step(1);
            session.persist(step);
            session.flush();
            run(session, "after");
            step.done = true;
            session.flush();
        });

        assertThat(Told.calls()).containsExactly("step 1 done", "after");
    }

    @Test
    void insertAfterDeleteKeepsPlaceOfDelete() {
        factory.inTransaction(session -> session.persist(new Step(1)));
        Told.forget();

        factory.inTransaction(session -> {
            session.remove(session.find(Step.class, 1));
            session.flush();
            run(session, "between");
            Step again = new Step(1);
            again.done = true;
            session.persist(again);
        });

        assertThat(Told.calls()).containsExactly("step 1 done", "between");
    }

    @Test
    void entityWithIdentityIsCalledAtPlaceOfPersist() {
        factory.inTransaction(session -> {
            run(session, "before");
            session.persist(new Identity());
            run(session, "after");
        });

        assertThat(Told.calls()).containsExactly("before", "identity", "after");
    }

    @Test
    void entitiesAreCalledInOrderOfTheirFlushes() {
        factory.inTransaction(session -> {
            session.persist(new Step(2));
            session.flush();
            session.persist(new Step(1));
            session.flush();
            session.persist(new Step(3));
        });

        assertThat(Told.calls()).containsExactly("step 2", "step 1", "step 3");
    }

    @Test
    void workInNewTransactionTakesItsPlaceToo() {
        factory.inTransaction(session -> {
            session.persist(new Step(1));
            session.flush();
            AfterCommit.of(session).runInNewTransaction(other -> other.persist(new Step(2)));
            session.persist(new Step(3));
        });

        assertThat(Told.calls()).containsExactly("step 1", "step 2", "step 3");
    }

    @Test
    void entityCallbacksOfSharedSessionsStandInOneOrder() {
        factory.inTransaction(session -> {
            session.persist(new Step(1));
            session.flush();
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                child.persist(new Step(2));
                child.flush();
            }
            run(session, "after");
        });

        assertThat(Told.calls()).containsExactly("step 1", "step 2", "after");
    }

    private static void run(Session session, String call) {
        AfterCommit.of(session).run(() -> Told.call(call));
    }

    @Entity(name = "Step")
    static class Step {
        @Id
        int id;

        boolean done;

        Step() {}

        Step(int id) {
            this.id = id;
        }

        @PostCommit
        void told() {
            Told.call("step " + id + (done ? " done" : ""));
        }
    }

    @Entity(name = "IdentityStep")
    static class Identity {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        int id;

        @PostCommit
        void told() {
            Told.call("identity");
        }
    }
}
