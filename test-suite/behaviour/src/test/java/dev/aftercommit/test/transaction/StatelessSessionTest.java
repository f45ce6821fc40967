package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R6, R7: a stateless session defers callbacks on every version of Hibernate")
@Tag("R7")
class StatelessSessionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();
    private StatelessSession session;

    @BeforeEach
    void open() {
        session = factory.get().openStatelessSession();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void runsAfterTheCommitInTheOrderOfRegistration() {
        begin("first");
        AfterCommit.of(session).run(() -> events.add("second committed"));
        session.insert(new Item(1, "a"));
        assertThat(events).isEmpty();
        session.getTransaction().commit();
        assertThat(events).containsExactly("first committed", "first COMMITTED", "second committed");
    }

    @Test
    void runsRollbackCallbacksAfterARollback() {
        begin("first");
        session.getTransaction().rollback();
        assertThat(events).containsExactly("first ROLLED_BACK", "first rolled back");
    }

    @Test
    void runsNothingAgainAtTheNextCommit() {
        begin("first");
        session.getTransaction().commit();
        begin("second");
        session.getTransaction().commit();
        assertThat(events)
                .containsExactly("first committed", "first COMMITTED", "second committed", "second COMMITTED");
    }

    @Test
    void runsAtOnceWhatACallbackRegisters() {
        session.beginTransaction();
        AfterCommit.of(session).run(() -> {
            AfterCommit.of(session).run(() -> events.add("inner"));
            AfterCommit.of(session).run(() -> events.add("inner again"));
            events.add("outer");
        });
        AfterCommit.of(session).run(() -> events.add("next"));
        session.getTransaction().commit();
        assertThat(events).containsExactly("inner", "inner again", "outer", "next");
    }

    @Test
    void runsTheCallbacksOfATransactionThatACallbackBegins() {
        session.beginTransaction();
        AfterCommit.of(session).run(() -> {
            begin("inner");
            session.insert(new Item(1, "a"));
            session.getTransaction().commit();
        });
        AfterCommit.of(session).run(() -> events.add("next"));
        session.getTransaction().commit();
        assertThat(events).containsExactly("inner committed", "inner COMMITTED", "next");
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @Test
    void dropsTheCallbacksOfATransactionThatACallbackBeginsAndRollsBack() {
        session.beginTransaction();
        AfterCommit.of(session).run(() -> {
            begin("inner");
            session.getTransaction().rollback();
        });
        AfterCommit.of(session).run(() -> events.add("next"));
        session.getTransaction().commit();
        assertThat(events).containsExactly("inner ROLLED_BACK", "inner rolled back", "next");
    }

    @Test
    void runsAtOnceWhereNoTransactionIsActive() {
        AfterCommit.of(session).run(() -> events.add("at once"));
        assertThat(events).containsExactly("at once");
    }

    @Test
    void runsNothingOfAFailedCommitAtTheNextCommit() {
        begin("first");
        factory.connections().failNext("commit");
        factory.connections().failNext("rollback");
        assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
        begin("second");
        session.getTransaction().commit();
        assertThat(events).containsExactly("first UNKNOWN", "second committed", "second COMMITTED");
    }

    @Test
    void runsNothingOfATransactionThatWasLeftOpen() {
        begin("first");
        session.close();
        assertThat(events).containsExactly("first UNKNOWN");
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("WARN HAC000002: Nobody could tell whether a transaction has committed:"
                        + " dropped 2 callback(s). Reason: ");
    }

    @Test
    void keepsTheFailureOfACallbackFromTheOthers() {
        session.beginTransaction();
        AfterCommit.of(session).run(() -> {
            throw new AssertionError("test");
        });
        AfterCommit.of(session).run(() -> events.add("next"));
        session.getTransaction().commit();
        assertThat(events).containsExactly("next");
        assertThat(log.failures()).singleElement().hasToString("java.lang.AssertionError: test");
    }

    @Test
    void runsWorkInANewTransaction() {
        session.beginTransaction();
        AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Item(1, "a")));
        session.getTransaction().commit();
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @Test
    void runsOneCallbackForAKey() {
        session.beginTransaction();
        AfterCommit.of(session).runOnce("key", () -> events.add("first"));
        AfterCommit.of(session).runOnce("key", () -> events.add("last"));
        session.getTransaction().commit();
        assertThat(events).containsExactly("last");
    }

    private void begin(String name) {
        session.beginTransaction();
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> events.add(name + " committed"));
        afterCommit.afterRollback(() -> events.add(name + " rolled back"));
        afterCommit.afterCompletion(outcome -> events.add(name + " " + outcome));
    }
}
