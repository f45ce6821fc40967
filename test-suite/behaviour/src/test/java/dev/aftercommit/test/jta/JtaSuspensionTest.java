package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R9: while callbacks run, the finished JTA transaction is not bound to the thread")
@Tag("R4")
class JtaSuspensionTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @Test
    void bindsNoTransactionToTheThread() {
        List<Integer> statuses = new ArrayList<>();
        commit(session -> AfterCommit.of(session).run(() -> statuses.add(jta.status())));
        assertThat(statuses).containsExactly(Status.STATUS_NO_TRANSACTION);
    }

    @Test
    void keepsWhatACallbackWritesInATransactionOfItsOwn() {
        commit(session -> AfterCommit.of(session).run(() -> write(1)));
        assertThat(factory.count(Entry.class)).isEqualTo(1);
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void keepsWhatACallbackWritesThatJoinsOrBeginsATransaction() {
        commit(session -> AfterCommit.of(session).run(() -> {
            if (jta.status() == Status.STATUS_NO_TRANSACTION) {
                write(1);
            }
        }));
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void keepsWhatWorkInANewTransactionWrites() {
        commit(session -> {
            AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Entry(1, "a")));
            AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Entry(2, "b")));
        });
        assertThat(factory.count(Entry.class)).isEqualTo(2);
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void rollsBackWhatWorkInANewTransactionWritesWhereItThrows() {
        commit(session -> AfterCommit.of(session).runInNewTransaction(inner -> {
            inner.persist(new Entry(1, "a"));
            inner.flush();
            throw new IllegalStateException("test");
        }));
        assertThat(factory.count(Entry.class)).isZero();
        assertThat(jta.status()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        assertThat(log.failures()).singleElement().hasToString("java.lang.IllegalStateException: test");
    }

    @Test
    void keepsWhatARollbackCallbackWrites() {
        Jta.begin();
        try (Session session = factory.open()) {
            AfterCommit.of(session).afterRollback(() -> write(1));
            jta.rollback();
        }
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void keepsWhatACallbackOfAnUnjoinedSessionWrites() {
        Jta.begin();
        try (Session session =
                factory.get().withOptions().autoJoinTransactions(false).openSession()) {
            AfterCommit.of(session).run(() -> write(1));
            jta.commit();
        }
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void runsWhatIsRegisteredInTheTransactionOfACallbackAtItsCommit() {
        commit(session -> {
            AfterCommit.of(session).run(() -> {
                Jta.begin();
                AfterCommit.of(session).run(() -> events.add("inner"));
                events.add("outer");
                jta.commit();
            });
            AfterCommit.of(session).run(() -> events.add("next"));
        });
        assertThat(events).containsExactly("outer", "inner", "next");
    }

    @Test
    void dropsWhatIsRegisteredInTheTransactionOfACallbackAtItsRollback() {
        commit(session -> {
            AfterCommit.of(session).run(() -> {
                Jta.begin();
                AfterCommit.of(session).run(() -> events.add("inner"));
                AfterCommit.of(session).afterRollback(() -> events.add("inner rolled back"));
                jta.rollback();
            });
            AfterCommit.of(session).run(() -> events.add("next"));
        });
        assertThat(events).containsExactly("inner rolled back", "next");
    }

    @Test
    void runsAtOnceWhatACallbackRegisters() {
        commit(session -> AfterCommit.of(session).run(() -> {
            AfterCommit.of(session).run(() -> events.add("inner"));
            events.add("outer");
        }));
        assertThat(events).containsExactly("inner", "outer");
    }

    @Test
    void resumesTheFinishedTransactionAfterTheCallbacks() {
        List<Transaction> bound = new ArrayList<>();
        Jta.begin();
        try (Session session = factory.open()) {
            bound.add(Jta.call(Jta.TRANSACTIONS::getTransaction));
            Jta.register(recording(bound));
            AfterCommit.of(session).run(() -> events.add("callback"));
            Jta.register(recording(bound));
            jta.commit();
        }
        assertThat(events).containsExactly("callback");
        assertThat(bound).hasSize(3).containsOnly(bound.get(0));
    }

    @Test
    void resumesTheFinishedTransactionAfterCallbacksThatThrow() {
        List<Transaction> bound = new ArrayList<>();
        Jta.begin();
        try (Session session = factory.open()) {
            bound.add(Jta.call(Jta.TRANSACTIONS::getTransaction));
            Jta.register(recording(bound));
            AfterCommit.of(session).run(() -> {
                throw new AssertionError("test");
            });
            Jta.register(recording(bound));
            jta.commit();
        }
        assertThat(bound).hasSize(3).containsOnly(bound.get(0));
    }

    @Test
    void rollsBackATransactionThatACallbackLeavesOpen() {
        List<Transaction> leftOpen = new ArrayList<>();
        commit(session -> AfterCommit.of(session).run(() -> {
            Jta.begin();
            leftOpen.add(Jta.call(Jta.TRANSACTIONS::getTransaction));
            factory.open().persist(new Entry(1, "left open"));
            throw new IllegalStateException("test");
        }));
        assertThat(jta.status()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        assertThat(leftOpen)
                .singleElement()
                .extracting(transaction -> Jta.call(transaction::getStatus))
                .isEqualTo(Status.STATUS_ROLLEDBACK);
        assertThat(log.failures()).singleElement().hasToString("java.lang.IllegalStateException: test");
        assertThat(log.messages())
                .last()
                .asString()
                .startsWith("WARN HAC000025: A callback has left a JTA transaction open, and it was rolled back: ");
        assertThat(factory.count(Entry.class)).isZero();
    }

    @Test
    void clearsATransactionThatACallbackLeavesOpenOutOfTheWayOfTheNextCallback() {
        commit(session -> {
            AfterCommit.of(session).run(Jta::begin);
            AfterCommit.of(session).run(() -> write(1));
        });
        assertThat(log.messages()).singleElement().asString().startsWith("WARN HAC000025: ");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void rollsBackOneThatIsLeftOpenWhereTheCallbackRanAtOnceWhileOthersAreToldOfTheCommit() {
        List<Transaction> bound = new ArrayList<>();
        factory.get();
        Jta.begin();
        try (Session session = factory.open()) {
            bound.add(Jta.call(Jta.TRANSACTIONS::getTransaction));
            Jta.register(new AfterCompletion(() -> AfterCommit.of(session).run(Jta::begin)));
            Jta.register(recording(bound));
            jta.commit();
        }
        assertThat(log.messages()).singleElement().asString().startsWith("WARN HAC000025: ");
        assertThat(bound).hasSize(2).containsOnly(bound.get(0));
        assertThat(jta.status()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    @Test
    void leavesNoTransactionBoundAfterTheCommit() {
        commit(session -> AfterCommit.of(session).run(() -> write(1)));
        assertThat(jta.status()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    private void commit(Consumer<Session> work) {
        factory.get();
        Jta.begin();
        try (Session session = factory.open()) {
            work.accept(session);
            jta.commit();
        }
    }

    private void write(long id) {
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(id, "written"));
            jta.commit();
        }
    }

    private static Synchronization recording(List<Transaction> bound) {
        return new AfterCompletion(() -> bound.add(Jta.call(Jta.TRANSACTIONS::getTransaction)));
    }
}
