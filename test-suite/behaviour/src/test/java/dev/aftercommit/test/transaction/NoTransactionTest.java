package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R2: where no transaction is active, a callback runs at once")
class NoTransactionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();
    private Session session;

    @BeforeEach
    void open() {
        session = factory.open();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void runsAtOnceOnTheThreadOfTheCaller() {
        AfterCommit.of(session).run(() -> events.add(Thread.currentThread().getName()));
        assertThat(events).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void runsOnlyOnce() {
        AfterCommit.of(session).run(() -> events.add("callback"));
        session.beginTransaction();
        session.getTransaction().commit();
        assertThat(events).containsExactly("callback");
    }

    @Test
    void letsTheExceptionReachTheCaller() {
        IllegalStateException failure = new IllegalStateException("no mail server");
        assertThatThrownBy(() -> AfterCommit.of(session).run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void letsAnErrorReachTheCaller() {
        AssertionError failure = new AssertionError("no mail server");
        assertThatThrownBy(() -> AfterCommit.of(session).run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void runsTheCallbackOfAKeyAtOnce() {
        AfterCommit.of(session).runOnce("key", () -> events.add("first"));
        AfterCommit.of(session).runOnce("key", () -> events.add("second"));
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void runsWorkInANewTransactionAtOnce() {
        AfterCommit.of(session).runInNewTransaction(inner -> inner.persist(new Item(1, "a")));
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @Test
    void rollsBackWorkInANewTransactionThatThrowsAndLetsTheExceptionReachTheCaller() {
        IllegalStateException failure = new IllegalStateException("no");
        assertThatThrownBy(() -> AfterCommit.of(session).runInNewTransaction(inner -> {
                    inner.persist(new Item(1, "a"));
                    inner.flush();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(factory.count(Item.class)).isZero();
    }

    @Test
    void ignoresARollbackCallback() {
        AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
        session.beginTransaction();
        session.getTransaction().rollback();
        assertThat(events).isEmpty();
    }

    @Test
    void runsACompletionCallbackAtOnceWithCommitted() {
        AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
        assertThat(events).containsExactly("COMMITTED");
    }

    @Test
    void letsTheExceptionOfACompletionCallbackReachTheCaller() {
        IllegalStateException failure = new IllegalStateException("no mail server");
        assertThatThrownBy(() -> AfterCommit.of(session).afterCompletion(outcome -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void runsAtOnceBetweenTwoTransactions() {
        session.beginTransaction();
        session.getTransaction().commit();
        AfterCommit.of(session).run(() -> events.add("between"));
        events.add("begin");
        session.beginTransaction();
        session.getTransaction().commit();
        assertThat(events).containsExactly("between", "begin");
    }
}
