package dev.aftercommit.test.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R1, R2: injected, it follows the current transaction")
class InjectionTest {

    @RegisterExtension
    static final RunningApplication APPLICATION = RunningApplication.of(ParcelApplication.class, Shipping.class);

    private final Shipping shipping = APPLICATION.get(Shipping.class);
    private final Transactions transactions = Transactions.of(APPLICATION);

    @BeforeEach
    void forget() {
        Events.take();
    }

    @Test
    void runsACallbackAfterTheCommit() {
        transactions.required(() -> {
            shipping.afterCommit.run(() -> Events.add("after commit"));
            assertThat(Events.take()).isEmpty();
        });
        assertThat(Events.take()).containsExactly("after commit");
    }

    @Test
    void dropsACallbackAfterARollback() {
        transactions.rollBack(() -> shipping.afterCommit.run(() -> Events.add("after commit")));
        assertThat(Events.take()).isEmpty();
    }

    @Test
    void runsACallbackAtOnceWhereNoTransactionIsActive() {
        shipping.afterCommit.run(() -> Events.add("at once"));
        assertThat(Events.take()).containsExactly("at once");
    }

    @Test
    void runsACallbackAtOnceInAScopeWithoutTransaction() {
        transactions.supports(() -> {
            shipping.afterCommit.run(() -> Events.add("at once"));
            assertThat(Events.take()).containsExactly("at once");
        });
    }

    @Test
    void theSessionFollowsToo() {
        transactions.required(() -> {
            shipping.session.persist(new Parcel("tea"));
            shipping.session.afterCommit(() -> Events.add("after commit"));
        });
        assertThat(Events.take()).containsExactly("after commit", "INSERT tea");
    }

    @Test
    void anInnerTransactionHasItsOwnCallbacks() {
        transactions.supports(() -> transactions.requiresNew(() -> {
            shipping.afterCommit.run(() -> Events.add("inner"));
            assertThat(Events.take()).isEmpty();
        }));
        assertThat(Events.take()).containsExactly("inner");
    }

    @Test
    void leavesTheInjectionOfEntityManagersAlone() {
        assertThat(shipping.entityManager).isNotInstanceOf(AfterCommitSession.class);
    }

    static class Shipping {

        final AfterCommit afterCommit;
        final AfterCommitSession session;
        final EntityManager entityManager;

        Shipping(AfterCommit afterCommit, AfterCommitSession session, EntityManager entityManager) {
            this.afterCommit = afterCommit;
            this.session = session;
            this.entityManager = entityManager;
        }
    }
}
