package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionEvents;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.EntityManager;
import jakarta.persistence.SynchronizationType;
import jakarta.transaction.Transaction;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R5: callbacks wait for the JTA transaction of the thread, joined or not")
class JtaJoinTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = CapturedLog.expectSilence();

    private final CompletionEvents events = new CompletionEvents();

    @Test
    void joinsForASessionThatWasOpenedBeforeTheTransaction() {
        try (Session session = factory.open()) {
            Jta.begin();
            events.register(session);
            assertThat(session.isJoinedToTransaction()).isTrue();
            session.persist(new Entry(1, "a"));
            jta.commit();
        }
        assertThat(events.said()).containsExactly("committed", "COMMITTED");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void rollsBackWithASessionThatWasOpenedBeforeTheTransaction() {
        try (Session session = factory.open()) {
            Jta.begin();
            events.register(session);
            jta.rollback();
        }
        assertThat(events.said()).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void leavesAnUnjoinedSessionUnjoined() {
        try (Session session = openUnjoined()) {
            Jta.begin();
            events.register(session);
            assertThat(session.isJoinedToTransaction()).isFalse();
            assertThat(events.said()).isEmpty();
            jta.commit();
        }
        assertThat(events.said()).containsExactly("committed", "COMMITTED");
    }

    @Test
    void runsTheRollbackCallbacksOfAnUnjoinedSession() {
        try (Session session = openUnjoined()) {
            Jta.begin();
            events.register(session);
            jta.rollback();
        }
        assertThat(events.said()).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void runsOnceWhereTheSessionIsJoinedAfterTheRegistration() {
        try (Session session = openUnjoined()) {
            Jta.begin();
            events.register(session);
            session.joinTransaction();
            AfterCommit.of(session).run(() -> events.add("after the join"));
            jta.commit();
        }
        assertThat(events.said()).containsExactly("committed", "COMMITTED", "after the join");
    }

    @Test
    void followsEachTransactionOfAnUnjoinedSession() {
        try (Session session = openUnjoined()) {
            Jta.begin();
            events.register(session);
            jta.rollback();
            Jta.begin();
            events.register(session);
            jta.commit();
        }
        assertThat(events.said()).containsExactly("ROLLED_BACK", "rolled back", "committed", "COMMITTED");
    }

    @Test
    void leavesAnUnsynchronizedEntityManagerUnsynchronized() {
        try (EntityManager entityManager =
                factory.jpa().entityManagerFactory().createEntityManager(SynchronizationType.UNSYNCHRONIZED)) {
            Jta.begin();
            AfterCommit.of(entityManager).run(() -> events.add("committed"));
            assertThat(entityManager.isJoinedToTransaction()).isFalse();
            assertThat(events.said()).isEmpty();
            jta.commit();
        }
        assertThat(events.said()).containsExactly("committed");
    }

    @Test
    void joinsForAnEntityManagerOfJpaBootstrap() {
        try (EntityManager entityManager = factory.jpa().entityManagerFactory().createEntityManager()) {
            Jta.begin();
            AfterCommit.of(entityManager).run(() -> events.add("committed"));
            assertThat(entityManager.isJoinedToTransaction()).isTrue();
            jta.commit();
        }
        assertThat(events.said()).containsExactly("committed");
    }

    @Test
    void runsWhatASessionThatIsClosedBeforeTheCommitHasRegistered() {
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a"));
            events.register(session);
            session.flush();
        }
        assertThat(events.said()).isEmpty();
        jta.commit();
        assertThat(events.said()).containsExactly("committed", "COMMITTED");
    }

    @Test
    void dropsWhatASessionThatIsClosedBeforeTheRollbackHasRegistered() {
        Jta.begin();
        try (Session session = factory.open()) {
            events.register(session);
        }
        jta.rollback();
        assertThat(events.said()).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void runsWhatAnUnjoinedSessionThatIsClosedBeforeTheCommitHasRegistered() {
        Jta.begin();
        try (Session session = openUnjoined()) {
            events.register(session);
        }
        assertThat(events.said()).isEmpty();
        jta.commit();
        assertThat(events.said()).containsExactly("committed", "COMMITTED");
    }

    @Test
    void runsWhatAClosedEntityManagerOfJpaBootstrapHasRegistered() {
        factory.jpa().get();
        Jta.begin();
        try (EntityManager entityManager = factory.entityManagerFactory().createEntityManager()) {
            entityManager.persist(new Entry(1, "a"));
            AfterCommit.of(entityManager).run(() -> events.add("committed"));
        }
        jta.commit();
        assertThat(events.said()).containsExactly("committed");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void keepsASuspendedTransactionApart() {
        try (Session session = factory.open()) {
            Jta.begin();
            AfterCommit.of(session).run(() -> events.add("suspended"));
            Transaction suspended = Jta.call(Jta.TRANSACTIONS::suspend);
            Jta.begin();
            AfterCommit.of(session).run(() -> events.add("inner"));
            jta.rollback();
            assertThat(events.said()).isEmpty();
            resume(suspended);
            jta.commit();
        }
        assertThat(events.said()).containsExactly("suspended");
    }

    @Test
    void runsTheCallbacksOfTheInnerTransactionAtItsOwnCommit() {
        try (Session session = factory.open()) {
            Jta.begin();
            AfterCommit.of(session).run(() -> events.add("suspended"));
            Transaction suspended = Jta.call(Jta.TRANSACTIONS::suspend);
            Jta.begin();
            AfterCommit.of(session).run(() -> events.add("inner"));
            jta.commit();
            assertThat(events.said()).containsExactly("inner");
            resume(suspended);
            jta.rollback();
        }
        assertThat(events.said()).containsExactly("inner");
    }

    @Test
    void keepsSuspendedTransactionsApartWhicheverOfThemEndsFirst() {
        try (Session session = factory.open()) {
            AfterCommit afterCommit = AfterCommit.of(session);
            Jta.begin();
            afterCommit.runOnce("key", () -> events.add("replaced"));
            Transaction first = Jta.call(Jta.TRANSACTIONS::suspend);
            Jta.begin();
            afterCommit.run(() -> events.add("second"));
            Transaction second = Jta.call(Jta.TRANSACTIONS::suspend);
            Jta.begin();
            afterCommit.run(() -> events.add("third"));
            Transaction third = Jta.call(Jta.TRANSACTIONS::suspend);
            resume(second);
            jta.commit();
            resume(first);
            afterCommit.runOnce("key", () -> events.add("first"));
            jta.commit();
            resume(third);
            jta.commit();
        }
        assertThat(events.said()).containsExactly("second", "first", "third");
    }

    @Test
    void registersWithTheTransactionOfTheThreadWhereAnAfterCommitIsKept() {
        try (Session session = factory.open()) {
            AfterCommit kept = AfterCommit.of(session);
            Jta.begin();
            kept.run(() -> events.add("suspended"));
            Transaction suspended = Jta.call(Jta.TRANSACTIONS::suspend);
            Jta.begin();
            kept.run(() -> events.add("inner"));
            jta.commit();
            assertThat(events.said()).containsExactly("inner");
            resume(suspended);
            jta.commit();
        }
        assertThat(events.said()).containsExactly("inner", "suspended");
    }

    @Test
    void registersWithTheTransactionOfTheThreadWhereTheSessionOfAKeptAfterCommitIsClosed() {
        Session session = factory.open();
        AfterCommit kept = AfterCommit.of(session);
        Jta.begin();
        kept.run(() -> events.add("open"));
        session.close();
        jta.commit();
        assertThat(events.said()).containsExactly("open");
        Jta.begin();
        kept.run(() -> events.add("closed"));
        assertThat(events.said()).containsExactly("open");
        jta.commit();
        assertThat(events.said()).containsExactly("open", "closed");
    }

    private Session openUnjoined() {
        return factory.get().withOptions().autoJoinTransactions(false).openSession();
    }

    private static void resume(Transaction transaction) {
        Jta.call(() -> {
            Jta.TRANSACTIONS.resume(transaction);
            return null;
        });
    }
}
