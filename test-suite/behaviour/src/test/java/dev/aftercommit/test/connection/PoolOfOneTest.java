package dev.aftercommit.test.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionProcess;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R8: a callback that needs a connection finds it in a pool of one, in every mode that commits")
@ParameterizedClass
@ValueSource(
        strings = {
            "DELAYED_ACQUISITION_AND_HOLD",
            "IMMEDIATE_ACQUISITION_AND_HOLD",
            "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION"
        })
class PoolOfOneTest {

    @Parameter
    String mode;

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Entry.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    // On 7.0, where connections are acquired at once, Hibernate never gives one back that it needs to build the factory
    private int heldByTheFactory;

    @BeforeEach
    void limitThePool() {
        factory.with("hibernate.connection.handling_mode", mode).get();
        heldByTheFactory = factory.connections().open();
        factory.connections().limit(heldByTheFactory + 1);
    }

    @Test
    void writesInANewTransaction() {
        factory.inTransaction(session -> {
            session.persist(new Entry(1));
            AfterCommit.of(session).runInNewTransaction(fresh -> fresh.persist(new Entry(2)));
        });
        assertThatRowsAre(2);
    }

    @Test
    void writesInASessionThatACallbackOpens() {
        factory.inTransaction(session ->
                AfterCommit.of(session).run(() -> factory.inTransaction(fresh -> fresh.persist(new Entry(1)))));
        assertThatRowsAre(1);
    }

    @Test
    void writesAfterARollback() {
        factory.inTransaction(session -> {
            session.persist(new Entry(1));
            AfterCommit.of(session).afterRollback(() -> factory.inTransaction(fresh -> fresh.persist(new Entry(2))));
            session.getTransaction().setRollbackOnly();
        });
        assertThatRowsAre(1);
    }

    @Test
    void writesInSeveralCallbacks() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).runInNewTransaction(fresh -> fresh.persist(new Entry(1)));
            AfterCommit.of(session).runInNewTransaction(fresh -> fresh.persist(new Entry(2)));
        });
        assertThatRowsAre(2);
    }

    @Test
    void writesInACallbackOfACallback() {
        factory.inTransaction(session -> AfterCommit.of(session).runInNewTransaction(second -> {
            second.persist(new Entry(1));
            AfterCommit.of(second).runInNewTransaction(third -> third.persist(new Entry(2)));
        }));
        assertThatRowsAre(2);
    }

    @Test
    void writesAfterAnotherCallbackHasUsedTheSession() {
        factory.inTransaction(session -> {
            session.persist(new Entry(1));
            AfterCommit.of(session).run(() -> events.add("found " + rows(session)));
            AfterCommit.of(session).runInNewTransaction(fresh -> fresh.persist(new Entry(2)));
        });
        assertThat(events).containsExactly("found 1");
        assertThatRowsAre(2);
    }

    @Test
    void writesAfterATransactionThatACallbackHasBegunOnTheSameSession() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {
            session.beginTransaction();
            session.persist(new Entry(1));
            AfterCommit.of(session).runInNewTransaction(fresh -> fresh.persist(new Entry(2)));
            session.getTransaction().commit();
        }));
        assertThatRowsAre(2);
    }

    @Test
    void writesWithASessionThatSharesTheConnection() {
        inTransactionOfSharedSession(shared -> {
            shared.persist(new Entry(1));
            AfterCommit.of(shared).runInNewTransaction(fresh -> fresh.persist(new Entry(2)));
        });
        assertThatRowsAre(2);
    }

    @Test
    void writesAfterAStatelessTransaction() {
        try (StatelessSession stateless = factory.get().openStatelessSession()) {
            stateless.beginTransaction();
            stateless.insert(new Entry(1));
            AfterCommit.of(stateless).run(() -> factory.inTransaction(fresh -> fresh.persist(new Entry(2))));
            stateless.getTransaction().commit();
        }
        assertThatRowsAre(2);
    }

    @Test
    void keepsTheConnectionOfATransactionThatAForeignProcessHasBegun() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            CompletionProcess.register(session, (success, teller) -> {
                session.beginTransaction();
                session.persist(new Entry(1));
                session.flush();
            });
            AfterCommit.of(session).run(() -> events.add("callback"));
            session.getTransaction().commit();
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("callback");
        assertThatRowsAre(1);
    }

    @Test
    void leavesTheSessionUsable() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> events.add("first"));
            session.getTransaction().commit();
            assertThat(rows(session)).isZero();
            session.beginTransaction();
            session.persist(new Entry(1));
            session.getTransaction().commit();
        }
        assertThatRowsAre(1);
    }

    @Test
    void givesEachConnectionBackOnce() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> events.add("open: " + open())));
        assertThat(events).containsExactly("open: 0");
        assertThat(open()).isZero();
    }

    private int open() {
        return factory.connections().open() - heldByTheFactory;
    }

    private void inTransactionOfSharedSession(Consumer<Session> work) {
        factory.inTransaction(session -> {
            try (Session shared = session.sessionWithOptions().connection().openSession()) {
                work.accept(shared);
                shared.flush();
            }
        });
    }

    private void assertThatRowsAre(long expected) {
        assertThat(factory.count(Entry.class)).isEqualTo(expected);
        assertThat(log.messages()).isEmpty();
    }

    private static long rows(Session session) {
        return session.createQuery("select count(*) from Entry", Long.class).getSingleResult();
    }
}
