package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R1: a callback runs once, after the commit of its transaction, and never after a rollback")
class CommitTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    private final List<String> events = new ArrayList<>();

    @Test
    void runsAfterTheCommit() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> events.add("callback"));
            events.add("work");
        });
        assertThat(events).containsExactly("work", "callback");
    }

    @Test
    void seesTheCommittedRowFromAnotherSession() {
        factory.inTransaction(session -> {
            session.persist(new Item(1, "a"));
            AfterCommit.of(session).run(() -> events.add("rows " + factory.count(Item.class)));
        });
        assertThat(events).containsExactly("rows 1");
    }

    @Test
    void runsBeforeCommitReturnsOnTheSameThread() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> events.add(Thread.currentThread().getName()));
            session.getTransaction().commit();
            assertThat(events).containsExactly(Thread.currentThread().getName());
        }
    }

    @Test
    void doesNotRunAtAFlush() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            session.persist(new Item(1, "a"));
            AfterCommit.of(session).run(() -> events.add("callback"));
            session.flush();
            assertThat(events).isEmpty();
            session.getTransaction().rollback();
        }
    }

    @Test
    void runsAlthoughTheSessionIsCleared() {
        factory.inTransaction(session -> {
            session.persist(new Item(1, "a"));
            AfterCommit.of(session).run(() -> events.add("before"));
            session.clear();
            AfterCommit.of(session).run(() -> events.add("behind"));
        });
        assertThat(events).containsExactly("before", "behind");
    }

    @Test
    void runsWhereTheSessionFlushesByHandAlone() {
        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            AfterCommit.of(session).run(() -> events.add("callback"));
        });
        assertThat(events).containsExactly("callback");
    }

    @Test
    void runsWhereTheTransactionIsReadOnly() {
        factory.inTransaction(session -> {
            session.setDefaultReadOnly(true);
            session.createQuery("from Item", Item.class).getResultList();
            AfterCommit.of(session).run(() -> events.add("callback"));
        });
        assertThat(events).containsExactly("callback");
    }

    @Test
    void runsNothingAgainAtTheNextCommitOfTheSession() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> events.add("callback"));
            session.getTransaction().commit();
            session.beginTransaction();
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("callback");
    }

    @Test
    void runsTheSameRunnableAsOftenAsItWasRegistered() {
        Runnable callback = () -> events.add("callback");
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(callback);
            AfterCommit.of(session).run(callback);
        });
        assertThat(events).containsExactly("callback", "callback");
    }

    @Test
    void runsNothingAfterARollback() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> events.add("callback"));
            session.getTransaction().rollback();
            session.beginTransaction();
            session.getTransaction().commit();
        }
        assertThat(events).isEmpty();
    }

    @Test
    void runsNothingWhereTheWorkThrows() {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    AfterCommit.of(session).run(() -> events.add("callback"));
                    throw new IllegalStateException("failed order");
                }))
                .hasMessage("failed order");
        assertThat(events).isEmpty();
    }

    @Test
    void followsTheSessionFromOneTransactionToTheNext() {
        try (Session session = factory.open()) {
            AfterCommit afterCommit = AfterCommit.of(session);
            for (String transaction : List.of("first", "second")) {
                session.beginTransaction();
                afterCommit.run(() -> events.add(transaction));
                session.getTransaction().commit();
            }
        }
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void keepsTheTransactionsOfTwoSessionsApart() {
        try (Session kept = factory.open();
                Session rolledBack = factory.open()) {
            kept.beginTransaction();
            rolledBack.beginTransaction();
            AfterCommit.of(kept).run(() -> events.add("kept"));
            AfterCommit.of(rolledBack).run(() -> events.add("rolled back"));
            rolledBack.getTransaction().rollback();
            kept.getTransaction().commit();
        }
        assertThat(events).containsExactly("kept");
    }

    @Test
    void knowsWhetherATransactionIsActive() {
        try (Session session = factory.open()) {
            AfterCommit afterCommit = AfterCommit.of(session);
            List<Boolean> active = new ArrayList<>(List.of(afterCommit.isTransactionActive()));
            session.beginTransaction();
            active.add(afterCommit.isTransactionActive());
            afterCommit.run(() -> active.add(afterCommit.isTransactionActive()));
            session.getTransaction().commit();
            assertThat(active).containsExactly(false, true, false);
        }
    }
}
