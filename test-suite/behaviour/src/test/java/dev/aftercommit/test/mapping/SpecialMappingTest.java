package dev.aftercommit.test.mapping;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SecondaryTable;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R20: soft delete, several tables, immutable entities, merge. */
@ExtendWith(Told.class)
class SpecialMappingTest {

    @RegisterExtension
    final TestFactory factory =
            TestFactory.of(SoftlyDeleted.class, TwoTables.class, Unchanging.class, Dynamic.class, Detachable.class);

    @Test
    void softDeleteIsDelete() {
        given(new SoftlyDeleted());

        factory.inTransaction(session -> session.remove(session.find(SoftlyDeleted.class, 1)));

        assertThat(Told.operations()).containsExactly(DELETE);
        assertThat(Told.change().oldValue("name")).isEqualTo("a");
        assertThat(factory.count(SoftlyDeleted.class)).isZero();
    }

    @Test
    void insertAndSoftDeleteIsNothing() {
        factory.inTransaction(session -> {
            SoftlyDeleted row = new SoftlyDeleted();
            session.persist(row);
            session.flush();
            session.remove(row);
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void updateAndSoftDeleteIsDelete() {
        given(new SoftlyDeleted());

        factory.inTransaction(session -> {
            SoftlyDeleted row = session.find(SoftlyDeleted.class, 1);
            row.name = "b";
            session.flush();
            session.remove(row);
        });

        assertThat(Told.operations()).containsExactly(DELETE);
    }

    @Test
    void insertIntoTwoTablesIsOneInsert() {
        factory.inTransaction(session -> session.persist(new TwoTables()));

        assertThat(Told.operations()).containsExactly(INSERT);
    }

    @Test
    void updateOfSecondaryTableIsUpdate() {
        given(new TwoTables());

        factory.inTransaction(session -> session.find(TwoTables.class, 1).details = "b");

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).containsExactly("details");
    }

    @Test
    void immutableEntityIsToldOfInsertAndDeleteOnly() {
        factory.inTransaction(session -> session.persist(new Unchanging()));
        factory.inTransaction(session -> session.find(Unchanging.class, 1).name = "b");
        factory.inTransaction(session -> session.remove(session.find(Unchanging.class, 1)));

        assertThat(Told.operations()).containsExactly(INSERT, DELETE);
    }

    @Test
    void dynamicUpdateTellsTheSame() {
        given(new Dynamic());

        factory.inTransaction(session -> {
            Dynamic row = session.find(Dynamic.class, 1);
            row.name = "b";
            session.flush();
            row.number = 2;
        });

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).containsExactlyInAnyOrder("name", "number");
        assertThat(Told.change().oldValue("number")).isEqualTo(1);
    }

    @Test
    void mergeOfNewInstanceIsInsert() {
        factory.inTransaction(session -> session.merge(new Detachable()));

        assertThat(Told.operations()).containsExactly(INSERT);
    }

    @Test
    void mergeOfDetachedInstanceIsUpdate() {
        given(new Detachable());
        Detachable detached = factory.fromTransaction(session -> session.find(Detachable.class, 1));
        detached.name = "b";

        factory.inTransaction(session -> session.merge(detached));

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).containsExactly("name");
        assertThat(Told.change().oldValue("name")).isEqualTo("a");
        assertThat((Object) Told.change().entity()).isNotSameAs(detached);
    }

    @Test
    void mergeOfUnchangedInstanceIsNothing() {
        given(new Detachable());

        factory.inTransaction(session -> session.merge(new Detachable()));

        assertThat(Told.changes()).isEmpty();
    }

    private void given(Row row) {
        factory.inTransaction(session -> session.persist(row));
        Told.forget();
    }

    @MappedSuperclass
    abstract static class Row {
        @Id
        int id = 1;

        String name = "a";

        @PostCommit
        private void told(EntityChange<?> change) {
            Told.change(change);
        }
    }

    @Entity(name = "SoftlyDeleted")
    @SoftDelete
    static class SoftlyDeleted extends Row {}

    @Entity(name = "TwoTables")
    @SecondaryTable(name = "details")
    static class TwoTables extends Row {
        @Column(table = "details")
        String details = "a";
    }

    @Entity(name = "Unchanging")
    @Immutable
    static class Unchanging extends Row {}

    @Entity(name = "DynamicRow")
    @DynamicUpdate
    static class Dynamic extends Row {
        int number = 1;
    }

    @Entity(name = "Detachable")
    static class Detachable extends Row {}
}
