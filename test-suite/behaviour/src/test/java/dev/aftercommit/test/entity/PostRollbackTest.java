package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R17, R19: what a transaction that rolled back would have changed. */
@ExtendWith(Told.class)
class PostRollbackTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Booking.class);

    @Test
    void isCalledForNetChange() {
        rolledBack(session -> {
            Booking booking = new Booking(1);
            session.persist(booking);
            session.flush();
            booking.seats = 2;
            session.flush();
        });

        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat(Told.change().newValue("seats")).isEqualTo(2);
        assertThat(Told.calls()).containsExactlyInAnyOrder("rolled back 1", "rolled back insert 1");
    }

    @Test
    void isCalledForOperationsItNames() {
        factory.inTransaction(session -> {
            session.persist(new Booking(1));
            session.persist(new Booking(2));
        });
        Told.forget();

        rolledBack(session -> {
            session.find(Booking.class, 1).seats = 2;
            session.flush();
            session.remove(session.find(Booking.class, 2));
            session.flush();
        });

        assertThat(Told.operations()).containsExactly(DELETE, UPDATE);
        assertThat(Told.calls()).containsExactly("rolled back 2", "rolled back 1");
    }

    @Test
    void isCalledNewestFirst() {
        rolledBack(session -> {
            session.persist(new Booking(1));
            session.flush();
            AfterCommit.of(session).afterRollback(() -> Told.call("between"));
            session.persist(new Booking(2));
            session.flush();
        });

        assertThat(Told.calls())
                .filteredOn(call -> !call.contains("insert"))
                .containsExactly("rolled back 2", "between", "rolled back 1");
    }

    @Test
    void isNotCalledForWhatNeverWasFlushed() {
        rolledBack(session -> session.persist(new Booking(1)));

        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void isNotCalledForInsertWithDelete() {
        rolledBack(session -> {
            Booking booking = new Booking(1);
            session.persist(booking);
            session.flush();
            session.remove(booking);
            session.flush();
        });

        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void isNotCalledForUpdateThatIsTakenBack() {
        factory.inTransaction(session -> session.persist(new Booking(1)));
        Told.forget();

        rolledBack(session -> {
            Booking booking = session.find(Booking.class, 1);
            booking.seats = 2;
            session.flush();
            booking.seats = 1;
            session.flush();
        });

        assertThat(Told.calls()).isEmpty();
    }

    @Test
    void isNotCalledAfterCommit() {
        factory.inTransaction(session -> session.persist(new Booking(1)));

        assertThat(Told.calls()).containsExactly("committed 1");
    }

    @Test
    void isCalledWhereWorkOfTransactionThrows() {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.persist(new Booking(1));
                    session.flush();
                    throw new IllegalStateException("no seats");
                }))
                .hasMessage("no seats");

        assertThat(Told.calls()).containsExactlyInAnyOrder("rolled back 1", "rolled back insert 1");
    }

    @Test
    void isCalledOnInstanceInTheStateItHad() {
        rolledBack(session -> {
            Booking booking = new Booking(1);
            session.persist(booking);
            session.flush();
            booking.seats = 3;
        });

        assertThat(((Booking) Told.change().entity()).seats).isEqualTo(3);
    }

    @Test
    void leavesNothingForNextTransactionOfSession() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            session.persist(new Booking(1));
            session.flush();
            session.getTransaction().rollback();
            Told.forget();
            session.beginTransaction();
            session.persist(new Booking(2));
            session.getTransaction().commit();
        }

        assertThat(Told.calls()).containsExactly("committed 2");
    }

    private void rolledBack(Consumer<Session> work) {
        try (Session session = factory.open()) {
            session.beginTransaction();
            work.accept(session);
            session.getTransaction().rollback();
        }
    }

    @Entity(name = "Booking")
    static class Booking {
        @Id
        int id;

        int seats = 1;

        Booking() {}

        Booking(int id) {
            this.id = id;
        }

        @PostRollback
        void allRolledBack(EntityChange<Booking> change) {
            Told.change(change);
            Told.call("rolled back " + id);
        }

        @PostRollback(on = INSERT)
        void insertRolledBack() {
            Told.call("rolled back insert " + id);
        }

        @PostCommit
        void committed() {
            Told.call("committed " + id);
        }
    }
}
