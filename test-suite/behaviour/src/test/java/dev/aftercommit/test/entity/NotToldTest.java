package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R21: what Hibernate does not tell calls no method of an entity. */
@ExtendWith(Told.class)
class NotToldTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Stock.class);

    @BeforeEach
    void persist() {
        factory.inTransaction(session -> session.persist(new Stock(1)));
        Told.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update Stock set amount = 2", "delete Stock", "insert into Stock (id, version) values (2, 0)"})
    void statementOfHqlCallsNothing(String hql) {
        int rows = factory.fromTransaction(
                session -> session.createMutationQuery(hql).executeUpdate());

        assertThat(rows).isEqualTo(1);
        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void nativeStatementCallsNothing() {
        int rows = factory.fromTransaction(session ->
                session.createNativeMutationQuery("update Stock set amount = 2").executeUpdate());

        assertThat(rows).isEqualTo(1);
        assertThat(Told.changes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = LockModeType.class,
            names = {"OPTIMISTIC_FORCE_INCREMENT", "PESSIMISTIC_FORCE_INCREMENT"})
    void forcedIncrementOfVersionCallsNothing(LockModeType lock) {
        factory.inTransaction(session -> session.find(Stock.class, 1, lock));

        assertThat(factory.<Integer>fromTransaction(session -> session.find(Stock.class, 1).version))
                .isEqualTo(1);
        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void statementBesideFlushedEntityChangesNothingOfWhatIsTold() {
        factory.inTransaction(session -> {
            session.find(Stock.class, 1).amount = 2;
            session.flush();
            session.createMutationQuery("update Stock set amount = 3").executeUpdate();
        });

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().newValue("amount")).isEqualTo(2);
    }

    @Entity(name = "Stock")
    static class Stock {
        @Id
        int id;

        @Version
        int version;

        Integer amount = 1;

        Stock() {}

        Stock(int id) {
            this.id = id;
        }

        @PostCommit
        void told(EntityChange<Stock> change) {
            Told.change(change);
        }
    }
}
