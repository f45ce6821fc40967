package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static dev.aftercommit.EntityOperation.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.EntityOperation;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R19: what the flushes of a transaction come to. In a factory where a method is called for deletions, and in one where
 * none is, so that Hibernate tells the library of none (R22).
 */
@ExtendWith(Told.class)
@ParameterizedClass
@ValueSource(classes = {NetOperationTest.Any.class, NetOperationTest.AllButDelete.class})
class NetOperationTest {

    private final Class<? extends Row> type;

    @RegisterExtension
    final TestFactory factory;

    NetOperationTest(Class<? extends Row> type) {
        this.type = type;
        this.factory = TestFactory.of(type);
    }

    @Test
    void insertIsInsert() {
        transaction(session -> session.persist(row(1, "a")));

        assertThat(Told.operations()).containsExactly(INSERT);
    }

    @Test
    void updateIsUpdate() {
        given(row(1, "a"));

        transaction(session -> find(session, 1).name = "b");

        assertThat(Told.operations()).containsExactly(UPDATE);
    }

    @Test
    void deleteIsDelete() {
        given(row(1, "a"));

        transaction(session -> session.remove(find(session, 1)));

        assertDeleteIsTold();
    }

    @Test
    void insertAndUpdateIsInsert() {
        transaction(session -> {
            Row row = row(1, "a");
            session.persist(row);
            session.flush();
            row.name = "b";
            session.flush();
            row.name = "c";
        });

        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat(Told.change().newValue("name")).isEqualTo("c");
    }

    @Test
    void insertAndDeleteInTwoFlushesIsNothing() {
        transaction(session -> {
            Row row = row(1, "a");
            session.persist(row);
            session.flush();
            session.remove(row);
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void insertAndDeleteInOneFlushIsNothing() {
        transaction(session -> {
            Row row = row(1, "a");
            session.persist(row);
            session.remove(row);
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void insertUpdateAndDeleteIsNothing() {
        transaction(session -> {
            Row row = row(1, "a");
            session.persist(row);
            session.flush();
            row.name = "b";
            session.flush();
            session.remove(row);
            session.flush();
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void insertDeleteAndInsertIsInsert() {
        transaction(session -> {
            Row first = row(1, "a");
            session.persist(first);
            session.flush();
            session.remove(first);
            session.flush();
            session.persist(row(1, "b"));
        });

        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat(Told.change().newValue("name")).isEqualTo("b");
    }

    @Test
    void insertAndDeleteInOneFlushAndInsertIsInsert() {
        transaction(session -> {
            Row first = row(1, "a");
            session.persist(first);
            session.remove(first);
            session.flush();
            session.persist(row(1, "b"));
        });

        assertThat(Told.operations()).containsExactly(INSERT);
    }

    @Test
    void updatesAreOneUpdate() {
        given(row(1, "a"));

        transaction(session -> {
            find(session, 1).name = "b";
            session.flush();
            find(session, 1).name = "c";
        });

        assertThat(Told.operations()).containsExactly(UPDATE);
    }

    @Test
    void updateAndDeleteIsDelete() {
        given(row(1, "a"));

        transaction(session -> {
            Row row = find(session, 1);
            row.name = "b";
            session.flush();
            session.remove(row);
        });

        assertDeleteIsTold();
    }

    @Test
    void deleteAndInsertIsUpdate() {
        given(row(1, "a"));

        transaction(session -> {
            session.remove(find(session, 1));
            session.flush();
            session.persist(row(1, "b"));
        });

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).containsExactly("name");
        assertThat(Told.change().oldValue("name")).isEqualTo("a");
        assertThat(Told.change().newValue("name")).isEqualTo("b");
    }

    @Test
    void deleteAndInsertOfEqualValuesIsNothing() {
        given(row(1, "a"));

        transaction(session -> {
            session.remove(find(session, 1));
            session.flush();
            session.persist(row(1, "a"));
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void deleteInsertAndDeleteIsDelete() {
        given(row(1, "a"));

        transaction(session -> {
            session.remove(find(session, 1));
            session.flush();
            Row second = row(1, "b");
            session.persist(second);
            session.flush();
            session.remove(second);
        });

        assertDeleteIsTold();
    }

    @Test
    void deleteAndInsertWithDeleteInOneFlushIsDelete() {
        given(row(1, "a"));

        transaction(session -> {
            session.remove(find(session, 1));
            session.flush();
            Row second = row(1, "b");
            session.persist(second);
            session.remove(second);
        });

        assertDeleteIsTold();
    }

    @Test
    void updateThatIsTakenBackIsNothing() {
        given(row(1, "a"));

        transaction(session -> {
            find(session, 1).name = "b";
            session.flush();
            find(session, 1).name = "a";
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void updateThatIsTakenBackBetweenFlushesIsNothing() {
        given(row(1, "a"));

        transaction(session -> {
            find(session, 1).name = "b";
            find(session, 1).name = "a";
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void updateThatIsTakenBackBeforeDeleteIsDelete() {
        given(row(1, "a"));

        transaction(session -> {
            find(session, 1).name = "b";
            session.flush();
            find(session, 1).name = "a";
            session.flush();
            session.remove(find(session, 1));
        });

        assertDeleteIsTold();
    }

    @Test
    void removalThatIsTakenBackIsNothing() {
        given(row(1, "a"));

        transaction(session -> {
            Row row = find(session, 1);
            session.remove(row);
            session.persist(row);
        });

        assertThat(Told.changes()).isEmpty();
        assertThat(factory.count(type)).isEqualTo(1);
    }

    @Test
    void removalThatIsTakenBackLeavesUpdate() {
        given(row(1, "a"));

        transaction(session -> {
            Row row = find(session, 1);
            session.remove(row);
            session.persist(row);
            row.name = "b";
        });

        assertThat(Told.operations()).containsExactly(UPDATE);
    }

    @Test
    void removalThatIsNeverFlushedIsNothing() {
        given(row(1, "a"));

        transaction(session -> {
            session.remove(find(session, 1));
            session.clear();
        });

        assertThat(Told.changes()).isEmpty();
        assertThat(factory.count(type)).isEqualTo(1);
    }

    @Test
    void removalThatIsNeverFlushedLeavesUpdate() {
        given(row(1, "a"));

        transaction(session -> {
            find(session, 1).name = "b";
            session.flush();
            session.remove(find(session, 1));
            session.clear();
        });

        assertThat(Told.operations()).containsExactly(UPDATE);
    }

    @Test
    void removalThatIsNeverFlushedLeavesInsert() {
        transaction(session -> {
            Row row = row(1, "a");
            session.persist(row);
            session.flush();
            session.remove(row);
            session.clear();
        });

        assertThat(Told.operations()).containsExactly(INSERT);
    }

    @Test
    void removalOfReferenceAfterUpdateIsDelete() {
        given(row(1, "a"));

        transaction(session -> {
            find(session, 1).name = "b";
            session.flush();
            session.clear();
            session.remove(session.getReference(type, 1));
        });

        assertDeleteIsTold();
        assertThat(factory.count(type)).isZero();
    }

    @Test
    void removalOfReferenceThatIsNeverFlushedLeavesUpdate() {
        given(row(1, "a"));

        transaction(session -> {
            find(session, 1).name = "b";
            session.flush();
            session.clear();
            session.remove(session.getReference(type, 1));
            session.clear();
        });

        // Where nobody is told of deletions, the removal of what was never loaded counts from the request on
        List<EntityOperation> expected = type == Any.class ? List.of(UPDATE) : List.of();
        assertThat(Told.operations()).isEqualTo(expected);
        assertThat(factory.count(type)).isEqualTo(1);
    }

    @Test
    void insertAndRemovalOfReferenceIsNothing() {
        transaction(session -> {
            session.persist(row(1, "a"));
            session.flush();
            session.clear();
            session.remove(session.getReference(type, 1));
        });

        assertThat(Told.changes()).isEmpty();
        assertThat(factory.count(type)).isZero();
    }

    @Test
    void removalOfOneThatWasNeverInsertedLeavesDeleteOfOneThatWas() {
        given(row(1, "a"));

        transaction(session -> {
            Row never = row(1, "b");
            session.persist(never);
            session.remove(never);
            session.clear();
            session.remove(find(session, 1));
        });

        assertDeleteIsTold();
        assertThat(factory.count(type)).isZero();
    }

    @Test
    void insertThatIsNeverFlushedIsNothing() {
        transaction(session -> {
            session.persist(row(1, "a"));
            session.clear();
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void entitiesAreToldApartByIdentifier() {
        given(row(1, "a"));

        transaction(session -> {
            session.persist(row(2, "b"));
            session.flush();
            find(session, 1).name = "c";
            find(session, 2).name = "d";
        });

        assertThat(Told.operations()).containsExactly(INSERT, UPDATE);
        assertThat(Told.changes()).extracting(EntityChange::id).containsExactly(2, 1);
    }

    @Test
    void everyTransactionOfSessionHasItsOwnChange() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            session.persist(row(1, "a"));
            session.getTransaction().commit();
            session.beginTransaction();
            find(session, 1).name = "b";
            session.getTransaction().commit();
        }

        assertThat(Told.operations()).containsExactly(INSERT, UPDATE);
    }

    private void assertDeleteIsTold() {
        List<EntityOperation> expected = type == Any.class ? List.of(DELETE) : List.of();
        assertThat(Told.operations()).isEqualTo(expected);
    }

    private void given(Row row) {
        transaction(session -> session.persist(row));
        Told.forget();
    }

    private void transaction(Consumer<Session> work) {
        factory.inTransaction(work);
    }

    private Row find(Session session, int id) {
        return session.find(type, id);
    }

    private Row row(int id, String name) {
        Row row = type == Any.class ? new Any() : new AllButDelete();
        row.id = id;
        row.name = name;
        return row;
    }

    @MappedSuperclass
    abstract static class Row {
        @Id
        int id;

        String name;

        int unchanged = 7;
    }

    @Entity(name = "AnyOperation")
    static class Any extends Row {
        @PostCommit
        void told(EntityChange<Any> change) {
            Told.change(change);
        }
    }

    @Entity(name = "AllButDelete")
    static class AllButDelete extends Row {
        @PostCommit(on = {INSERT, UPDATE, UPSERT})
        void told(EntityChange<AllButDelete> change) {
            Told.change(change);
        }
    }
}
