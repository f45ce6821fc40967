package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R3, R9: runInNewTransaction gives the work a session and a transaction of its own")
class RunInNewTransactionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @Test
    void commitsWhatTheWorkWrites() {
        factory.inTransaction(
                session -> AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Item(1, "a"))));
        assertThat(factory.count(Item.class)).isEqualTo(1);
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void rollsBackWhatTheWorkWritesWhereItThrows() {
        factory.inTransaction(session -> {
            session.persist(new Item(1, "outer"));
            AfterCommit.of(session).runInNewTransaction(inner -> {
                inner.persist(new Item(2, "inner"));
                inner.flush();
                throw new IllegalStateException("test");
            });
        });
        assertThat(factory.count(Item.class)).isEqualTo(1);
        assertThat(log.failures()).singleElement().hasToString("java.lang.IllegalStateException: test");
    }

    @Test
    void keepsTheFailureOfTheCommitOfTheWorkFromTheOthers() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Item(1, null)));
            AfterCommit.of(session).run(() -> events.add("next"));
        });
        assertThat(events).containsExactly("next");
        assertThat(log.failures()).hasSize(1);
    }

    @Test
    void runsNothingAfterARollback() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Item(1, "a")));
            session.getTransaction().rollback();
        }
        assertThat(factory.count(Item.class)).isZero();
    }

    @Test
    void opensANewSessionAndClosesIt() {
        List<Session> sessions = new ArrayList<>();
        factory.inTransaction(session -> {
            sessions.add(session);
            AfterCommit.of(session).runInNewTransaction(sessions::add);
        });
        assertThat(sessions).hasSize(2).doesNotHaveDuplicates().noneMatch(Session::isOpen);
    }

    @Test
    void closesTheSessionWhereTheWorkThrows() {
        List<Session> sessions = new ArrayList<>();
        factory.inTransaction(session -> AfterCommit.of(session).runInNewTransaction(inner -> {
            sessions.add(inner);
            throw new IllegalStateException("test");
        }));
        assertThat(sessions).noneMatch(Session::isOpen);
        assertThat(factory.connections().open()).isZero();
    }

    @Test
    void runsWhatTheWorkRegistersAtItsOwnCommit() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).runInNewTransaction(inner -> {
                AfterCommit.of(inner).run(() -> events.add("inner"));
                events.add("work");
            });
            AfterCommit.of(session).run(() -> events.add("next"));
        });
        assertThat(events).containsExactly("work", "inner", "next");
    }

    @Test
    void dropsWhatTheWorkRegistersWhereItMarksItsTransactionForRollback() {
        factory.inTransaction(session -> AfterCommit.of(session).runInNewTransaction(inner -> {
            AfterCommit.of(inner).run(() -> events.add("inner"));
            AfterCommit.of(inner).afterRollback(() -> events.add("inner rolled back"));
            inner.getTransaction().setRollbackOnly();
        }));
        assertThat(events).containsExactly("inner rolled back");
    }

    @Test
    void needsNoSecondConnectionOfThePool() {
        factory.get();
        factory.connections().limit(1);
        factory.inTransaction(session -> {
            session.persist(new Item(1, "a"));
            session.flush();
            AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Item(2, "b")));
            AfterCommit.of(session).run(() -> factory.inTransaction(other -> other.persist(new Item(3, "c"))));
        });
        assertThat(factory.count(Item.class)).isEqualTo(3);
    }

    @Test
    void keepsTheTenant() throws Exception {
        try (TestFactory tenants = TestFactory.of(Owned.class);
                Session session = openAs(tenants, "blue")) {
            session.beginTransaction();
            AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Owned(1)));
            session.getTransaction().commit();
            session.beginTransaction();
            assertThat(session.find(Owned.class, 1L).tenant).isEqualTo("blue");
            session.getTransaction().rollback();
        }
    }

    @Test
    void keepsTheTenantWhereNoTransactionIsActive() throws Exception {
        try (TestFactory tenants = TestFactory.of(Owned.class);
                Session session = openAs(tenants, "green")) {
            AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Owned(1)));
            assertThat(session.find(Owned.class, 1L).tenant).isEqualTo("green");
        }
    }

    @Test
    void worksWithJpaBootstrap() {
        factory.jpa().inTransaction(session -> {
            AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Item(1, "a")));
            AfterCommit.of(session).runInNewTransaction(inner -> {
                inner.persist(new Item(2, "b"));
                throw new IllegalStateException("test");
            });
        });
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    private static Session openAs(TestFactory factory, String tenant) {
        return factory.get().withOptions().tenantIdentifier((Object) tenant).openSession();
    }

    @Entity(name = "Owned")
    public static class Owned {

        @Id
        long id;

        @TenantId
        String tenant;

        protected Owned() {}

        Owned(long id) {
            this.id = id;
        }
    }
}
