package dev.aftercommit.test.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import java.io.IOException;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R10: a callback method that throws does no harm to anybody else. */
@ExtendWith(Told.class)
class FailingEntityCallbackTest {

    private static final String NAME = FailingEntityCallbackTest.class.getName();

    @RegisterExtension
    final TestFactory factory =
            TestFactory.of(Failing.class, Neighbour.class, Erroneous.class, Listened.class, RolledBack.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void leavesOtherMethodsOfEntityAndNeighboursAlone() {
        factory.inTransaction(session -> {
            session.persist(new Neighbour(1));
            session.flush();
            session.persist(new Failing());
            session.flush();
            AfterCommit.of(session).run(() -> Told.call("run"));
            session.persist(new Neighbour(2));
        });

        assertThat(Told.calls()).containsExactly("neighbour 1", "first", "third", "run", "neighbour 2");
        assertThat(factory.count(Failing.class)).isEqualTo(1);
    }

    @Test
    void logsCheckedExceptionWithDescriptionOfMethod() {
        factory.inTransaction(session -> session.persist(new Failing()));

        assertThat(log.messages())
                .containsExactly("ERROR HAC000001: A callback failed: @PostCommit " + NAME + "$Failing.second() of "
                        + NAME + "$Failing#1. The transaction is COMMITTED, and stays so.");
        assertThat(log.failures())
                .extracting(Throwable::getClass, Throwable::getMessage)
                .containsExactly(tuple(IOException.class, "no connection"));
    }

    @Test
    void survivesError() {
        factory.inTransaction(session -> {
            session.persist(new Erroneous());
            session.persist(new Neighbour(1));
        });

        assertThat(Told.calls()).containsExactly("neighbour 1");
        assertThat(log.failures()).hasExactlyElementsOfTypes(AssertionError.class);
    }

    @Test
    void logsMethodOfListener() {
        factory.inTransaction(session -> session.persist(new Listened()));

        assertThat(log.messages())
                .containsExactly("ERROR HAC000001: A callback failed: @PostCommit " + NAME + "$Listener.told() of "
                        + NAME + "$Listened#1. The transaction is COMMITTED, and stays so.");
        assertThat(log.failures())
                .extracting(Throwable::getClass, Throwable::getMessage)
                .containsExactly(tuple(IllegalStateException.class, "deaf"));
    }

    @Test
    void leavesNextTransactionOfSessionAlone() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            session.persist(new Failing());
            session.getTransaction().commit();
            Told.forget();
            session.beginTransaction();
            session.persist(new Neighbour(1));
            session.getTransaction().rollback();
        }

        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void leavesOtherMethodsAloneAfterRollback() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            session.persist(new RolledBack(1));
            session.flush();
            session.persist(new RolledBack(2));
            session.flush();
            session.getTransaction().rollback();
        }

        assertThat(Told.calls()).containsExactly("rolled back 2", "rolled back 1");
        assertThat(log.messages())
                .containsExactly(
                        "ERROR HAC000001: A callback failed: @PostRollback " + NAME
                                + "$RolledBack.failing() of " + NAME + "$RolledBack#2. The transaction is ROLLED_BACK,"
                                + " and stays so.",
                        "ERROR HAC000001: A callback failed: @PostRollback " + NAME
                                + "$RolledBack.failing() of " + NAME + "$RolledBack#1. The transaction is ROLLED_BACK,"
                                + " and stays so.");
    }

    @Entity(name = "Failing")
    static class Failing {
        @Id
        int id = 1;

        @PostCommit
        void first() {
            Told.call("first");
        }

        @PostCommit
        private void second() throws IOException {
            throw new IOException("no connection");
        }

        @PostCommit
        void third() {
            Told.call("third");
        }
    }

    @Entity(name = "Neighbour")
    static class Neighbour {
        @Id
        int id;

        Neighbour() {}

        Neighbour(int id) {
            this.id = id;
        }

        @PostCommit
        void told() {
            Told.call("neighbour " + id);
        }
    }

    @Entity(name = "Erroneous")
    static class Erroneous {
        @Id
        int id = 1;

        @PostCommit
        void told() {
            throw new AssertionError("an error");
        }
    }

    @Entity(name = "Listened")
    @EntityListeners(Listener.class)
    static class Listened {
        @Id
        int id = 1;
    }

    static class Listener {
        @PostCommit
        void told(Listened entity) {
            throw new IllegalStateException("deaf");
        }
    }

    @Entity(name = "RolledBack")
    static class RolledBack {
        @Id
        int id;

        RolledBack() {}

        RolledBack(int id) {
            this.id = id;
        }

        @PostRollback
        void failing() {
            throw new IllegalStateException("no way back");
        }

        @PostRollback
        void told() {
            Told.call("rolled back " + id);
        }
    }
}
