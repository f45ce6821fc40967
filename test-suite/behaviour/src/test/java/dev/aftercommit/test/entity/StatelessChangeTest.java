package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static dev.aftercommit.EntityOperation.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.EntityChange;
import dev.aftercommit.EntityOperation;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.HibernateVersion;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * R19, R20: what stateless sessions write. Before Hibernate 7.2 nobody tells the session of such an event: nothing is
 * called then, and a warning is logged once. That is the difference that the contract allows.
 */
@ExtendWith(Told.class)
class StatelessChangeTest {

    private static final boolean TOLD = HibernateVersion.isAtLeast(7, 2);

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Reading.class, Silent.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void insertIsInsert() {
        transaction(session -> session.insert(new Reading(1, "a")));

        assertTold(INSERT);
    }

    @Test
    void updateIsUpdate() {
        given(new Reading(1, "a"));

        transaction(session -> session.update(new Reading(1, "b")));

        assertTold(UPDATE);
    }

    @Test
    void deleteIsDelete() {
        given(new Reading(1, "a"));

        transaction(session -> session.delete(new Reading(1, "a")));

        assertTold(DELETE);
    }

    @Test
    void upsertIsUpsert() {
        transaction(session -> session.upsert(new Reading(1, "a")));

        assertTold(UPSERT);
    }

    @Test
    void insertUpdateAndDeleteIsNothing() {
        transaction(session -> {
            session.insert(new Reading(1, "a"));
            session.update(new Reading(1, "b"));
            session.delete(new Reading(1, "b"));
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void insertAndUpdateIsInsert() {
        transaction(session -> {
            session.insert(new Reading(1, "a"));
            session.update(new Reading(1, "b"));
        });

        assertTold(INSERT);
    }

    @Test
    void updateAndDeleteIsDelete() {
        given(new Reading(1, "a"));

        transaction(session -> {
            session.update(new Reading(1, "b"));
            session.delete(new Reading(1, "b"));
        });

        assertTold(DELETE);
    }

    @Test
    void updateChangesEveryUpdatableAttribute() {
        given(new Reading(1, "a"));

        transaction(session -> session.update(new Reading(1, "b")));

        assertEveryUpdatableAttributeIsChanged();
    }

    @Test
    void upsertChangesEveryUpdatableAttribute() {
        given(new Reading(1, "a"));

        transaction(session -> session.upsert(new Reading(1, "b")));

        assertEveryUpdatableAttributeIsChanged();
    }

    @Test
    void updatesAndUpsertsMeetChangedAttributes() {
        given(new Reading(1, "a"));

        transaction(session -> session.update(new Reading(1, "b")));
        transaction(session -> session.upsert(new Reading(1, "c")));

        assertThat(Told.calls()).isEqualTo(TOLD ? List.of("value b", "value c") : List.of());
    }

    @Test
    void rolledBackChangesAreTold() {
        try (StatelessSession session = factory.get().openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Reading(1, "a"));
            session.getTransaction().rollback();
        }

        assertThat(Told.changes()).isEmpty();
        assertThat(Told.calls()).isEqualTo(TOLD ? List.of("rolled back a") : List.of());
    }

    @Test
    void entityTakesItsPlaceAmongCallbacks() {
        given(new Reading(1, "a"));

        transaction(session -> {
            AfterCommit.of(session).run(() -> Told.call("before"));
            session.update(new Reading(1, "b"));
            AfterCommit.of(session).run(() -> Told.call("after"));
        });

        assertThat(Told.calls()).isEqualTo(TOLD ? List.of("before", "value b", "after") : List.of("before", "after"));
    }

    @Test
    void insertOutsideOfTransactionIsToldAtOnce() {
        assertToldAtOnce(INSERT, session -> session.insert(new Reading(1, "a")));
    }

    @Test
    void updateOutsideOfTransactionIsToldAtOnce() {
        given(new Reading(1, "a"));
        assertToldAtOnce(UPDATE, session -> session.update(new Reading(1, "b")));
    }

    @Test
    void upsertOutsideOfTransactionIsToldAtOnce() {
        assertToldAtOnce(UPSERT, session -> session.upsert(new Reading(1, "a")));
    }

    @Test
    void deleteOutsideOfTransactionIsToldAtOnce() {
        given(new Reading(1, "a"));
        assertToldAtOnce(DELETE, session -> session.delete(new Reading(1, "a")));
    }

    private void assertToldAtOnce(EntityOperation operation, Consumer<StatelessSession> work) {
        try (StatelessSession session = factory.get().openStatelessSession()) {
            work.accept(session);

            assertTold(operation);
        }
    }

    @Test
    void missingSessionIsLoggedOnce() {
        transaction(session -> session.insert(new Reading(1, "a")));
        transaction(session -> session.insert(new Reading(2, "a")));

        String message = "WARN HAC000010: Entity '" + Reading.class.getName() + "' has callback methods and was written"
                + " by a StatelessSession, of which Hibernate before 7.2 does not tell the session: its callback methods"
                + " are not called. This is logged once.";
        assertThat(log.messages()).isEqualTo(TOLD ? List.of() : List.of(message));
        assertThat(factory.count(Reading.class)).isEqualTo(2);
    }

    @Test
    void missingSessionIsNotLoggedForEntityWithoutCallbackMethods() {
        transaction(session -> session.insert(new Silent()));

        assertThat(log.messages()).isEmpty();
    }

    private static void assertEveryUpdatableAttributeIsChanged() {
        assertThat(Told.changes()).hasSize(TOLD ? 1 : 0).allSatisfy(change -> {
            assertThat(change.changedAttributes()).containsExactlyInAnyOrder("value", "unit");
            assertThat(change.isChanged("unit")).isTrue();
            assertThat(change.isChanged("station")).isFalse();
            assertThat(change.oldValue("value")).isNull();
            assertThat(change.newValue("value")).isEqualTo("b");
        });
    }

    private static void assertTold(EntityOperation operation) {
        assertThat(Told.operations()).isEqualTo(TOLD ? List.of(operation) : List.of());
    }

    private void given(Reading reading) {
        factory.inTransaction(session -> session.persist(reading));
        Told.forget();
    }

    private void transaction(Consumer<StatelessSession> work) {
        factory.get().inStatelessTransaction(work);
    }

    @Entity(name = "Reading")
    static class Reading {
        @Id
        int id;

        @Column(name = "reading_value")
        String value;

        String unit = "m";

        @Column(updatable = false)
        String station = "north";

        Reading() {}

        Reading(int id, String value) {
            this.id = id;
            this.value = value;
        }

        @PostCommit
        void told(EntityChange<Reading> change) {
            Told.change(change);
        }

        @PostCommit(ifChanged = "value")
        void valueChanged() {
            Told.call("value " + value);
        }

        @PostRollback
        void rolledBack() {
            Told.call("rolled back " + value);
        }
    }

    @Entity(name = "Silent")
    static class Silent {
        @Id
        int id = 1;
    }
}
