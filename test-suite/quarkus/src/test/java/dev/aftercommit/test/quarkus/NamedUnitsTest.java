package dev.aftercommit.test.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.quarkus.bean.Journal;
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
@TestProfile(NamedUnits.class)
class NamedUnitsTest {
    @Inject
    Journal journal;

    private EntityManager stock;

    @BeforeEach
    void clear() {
        stock = Arc.container()
                .select(EntityManager.class, new PersistenceUnitLiteral("stock"))
                .get();
        journal.clear();
    }

    @Test
    void anEntitysCallbackRuns() {
        QuarkusTransaction.requiringNew().run(() -> stock.persist(new Crate(1)));

        assertThat(journal.events()).containsExactly("inserted crate 1");
    }

    @Test
    void aCallbackIsRegisteredThroughTheEntityManager() {
        QuarkusTransaction.requiringNew().run(() -> AfterCommit.of(stock).run(() -> journal.add("committed")));

        assertThat(journal.events()).containsExactly("committed");
    }

    @Test
    void aRollbackRunsNone() {
        QuarkusTransaction.begin();
        AfterCommit.of(stock).run(() -> journal.add("committed"));
        QuarkusTransaction.rollback();

        assertThat(journal.events()).isEmpty();
    }
}
