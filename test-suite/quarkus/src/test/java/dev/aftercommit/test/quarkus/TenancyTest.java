package dev.aftercommit.test.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.quarkus.bean.Journal;
import dev.aftercommit.test.quarkus.tenant.Letter;
import dev.aftercommit.test.quarkus.tenant.Tenants;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Tenancy.class)
class TenancyTest {
    @Inject
    Journal journal;

    @Inject
    Tenants tenants;

    @Inject
    AfterCommit afterCommit;

    @Inject
    EntityManager entityManager;

    @BeforeEach
    void enterAcme() {
        journal.clear();
        tenants.enter("acme");
    }

    @AfterEach
    void leave() {
        tenants.enter(Tenants.DEFAULT);
    }

    @Test
    void anEntitysCallbackKnowsItsTenant() {
        QuarkusTransaction.requiringNew().run(() -> entityManager.persist(new Letter()));

        assertThat(journal.events()).containsExactly("inserted for acme");
    }

    @Test
    void runInNewTransactionIsOfTheSameTenant() {
        QuarkusTransaction.requiringNew().run(() -> {
            afterCommit.runInNewTransaction(session -> session.persist(new Letter()));
            tenants.enter("globex"); // whoever comes next
        });

        assertThat(journal.events()).containsExactly("inserted for acme");
    }

    @Test
    void aCallbackWithATransactionOfItsOwnIsOfTheTenantOfItsTime() {
        QuarkusTransaction.requiringNew()
                .run(() -> afterCommit.run(() -> {
                    tenants.enter("globex");
                    QuarkusTransaction.requiringNew()
                            .run(() -> journal.add("works for "
                                    + entityManager.unwrap(Session.class).getTenantIdentifier()));
                }));

        assertThat(journal.events()).containsExactly("works for globex");
    }
}
