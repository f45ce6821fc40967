package dev.aftercommit.test.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.quarkus.bean.Journal;
import dev.aftercommit.test.quarkus.bean.Notes;
import dev.aftercommit.test.quarkus.entity.Note;
import dev.aftercommit.test.quarkus.stock.Crate;
import io.quarkus.arc.Arc;
import io.quarkus.hibernate.orm.PersistenceUnit.PersistenceUnitLiteral;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TwoUnits.class)
class TwoUnitsTest {
    @Inject
    Journal journal;

    @Inject
    Notes notes;

    @Inject
    AfterCommit afterCommit;

    private EntityManager stock;

    @BeforeEach
    void clear() {
        stock = Arc.container()
                .select(EntityManager.class, new PersistenceUnitLiteral("stock"))
                .get();
        QuarkusTransaction.requiringNew()
                .run(() -> stock.createQuery("delete from Crate").executeUpdate());
        notes.clear();
        journal.clear();
    }

    @Test
    void oneTransactionRunsTheCallbacksOfBoth() {
        QuarkusTransaction.requiringNew().run(() -> {
            new Note("note").persist();
            stock.persist(new Crate(1));
        });

        assertThat(journal.events()).containsExactlyInAnyOrder("inserted note", "inserted crate 1");
    }

    @Test
    void aRollbackRunsCommitCallbacksOfNeither() {
        QuarkusTransaction.begin();
        afterCommit.run(() -> journal.add("committed"));
        stock.persist(new Crate(1));
        AfterCommit.of(stock).run(() -> journal.add("committed"));
        QuarkusTransaction.rollback();

        assertThat(journal.events()).isEmpty();
    }

    @Test
    void aCallbackOfOneWritesInTheOther() {
        QuarkusTransaction.requiringNew()
                .run(() -> AfterCommit.of(stock).run(() -> notes.write("from a callback of the stock")));

        assertThat(notes.texts()).containsExactly("from a callback of the stock");
    }

    @Test
    void theInjectedAfterCommitIsThatOfTheDefaultUnit() {
        QuarkusTransaction.requiringNew()
                .run(() -> afterCommit.runInNewTransaction(session -> session.persist(new Note("note"))));

        assertThat(notes.texts()).containsExactly("note");
    }

    @Test
    void runInNewTransactionStaysInItsUnit() {
        QuarkusTransaction.requiringNew()
                .run(() -> AfterCommit.of(stock).runInNewTransaction(session -> session.persist(new Crate(2))));

        assertThat(journal.events()).containsExactly("inserted crate 2");
    }
}
