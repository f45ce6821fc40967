package dev.aftercommit.test.mapping;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R3, R20: statements in batches. */
@ExtendWith(Told.class)
class BatchingTest {

    private static final List<String> NAMES =
            IntStream.range(0, 23).mapToObj(number -> "n" + number).toList();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Row.class)
            .with("hibernate.jdbc.batch_size", "5")
            .with("hibernate.order_inserts", "true")
            .with("hibernate.order_updates", "true");

    @Test
    void tellsEveryInsertInOrder() {
        factory.inTransaction(BatchingTest::persistAll);

        assertThat(Told.calls()).isEqualTo(NAMES);
        assertThat(Told.operations()).hasSize(23).containsOnly(INSERT);
        assertThat(Told.changes()).extracting(EntityChange::id).doesNotHaveDuplicates();
    }

    @Test
    void tellsEveryUpdate() {
        factory.inTransaction(BatchingTest::persistAll);
        Told.forget();

        factory.inTransaction(session -> all(session).forEach(row -> row.number = 2));

        assertThat(Told.operations()).hasSize(23).containsOnly(UPDATE);
    }

    @Test
    void tellsEveryDelete() {
        factory.inTransaction(BatchingTest::persistAll);
        Told.forget();

        factory.inTransaction(session -> all(session).forEach(session::remove));

        assertThat(Told.operations()).hasSize(23).containsOnly(DELETE);
        assertThat(factory.count(Row.class)).isZero();
    }

    @Test
    void tellsNothingOfBatchThatFails() {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    persistAll(session);
                    session.persist(new Row("n0"));
                }))
                .isInstanceOf(PersistenceException.class);

        assertThat(Told.calls()).doesNotContainAnyElementsOf(NAMES);
        assertThat(factory.count(Row.class)).isZero();
    }

    private static void persistAll(Session session) {
        NAMES.forEach(name -> session.persist(new Row(name)));
    }

    private static List<Row> all(Session session) {
        return session.createQuery("from BatchRow order by id", Row.class).getResultList();
    }

    @Entity(name = "BatchRow")
    static class Row {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        @Column(unique = true)
        String name;

        int number;

        Row() {}

        Row(String name) {
            this.name = name;
        }

        @PostCommit
        void committed(EntityChange<Row> change) {
            Told.change(change);
            Told.call(name);
        }

        @PostRollback
        void rolledBack() {
            Told.call("rolled back " + name);
        }
    }
}
