package dev.aftercommit.test.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R8: callbacks may be deferred until the session gives its connection back")
class DeferralTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Entry.class)
            .with("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_HOLD")
            .with("hibernate.aftercommit.connection", "defer");

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
    void runsCallbacksWhenTheSessionIsClosed() {
        commit("callback");
        assertThat(events).isEmpty();
        session.close();
        assertThat(events).containsExactly("callback");
    }

    @Test
    void runsCallbacksWhereTheConnectionIsInThePool() {
        factory.connections().limit(1);
        begin();
        session.persist(new Entry(1));
        AfterCommit.of(session).runInNewTransaction(fresh -> fresh.persist(new Entry(2)));
        session.getTransaction().commit();
        session.close();
        assertThat(factory.count(Entry.class)).isEqualTo(2);
    }

    @Test
    void runsThoseOfSeveralTransactionsInTheirOrder() {
        commit("first");
        commit("second");
        session.close();
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void tellsOfARollbackWhenTheSessionIsClosed() {
        begin();
        AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
        session.getTransaction().rollback();
        session.close();
        assertThat(events).containsExactly("ROLLED_BACK");
    }

    @Test
    void runsCallbacksAtTheCommitWhereTheConnectionIsGivenBackThen() throws SQLException {
        try (TestFactory releasing = TestFactory.of(Entry.class).with("hibernate.aftercommit.connection", "defer");
                Session inner = releasing.open()) {
            inner.beginTransaction();
            AfterCommit.of(inner).run(() -> events.add("callback"));
            inner.getTransaction().commit();
            assertThat(events).containsExactly("callback");
        }
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void runsAtOnceWhatADeferredCallbackRegisters() {
        begin();
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> afterCommit.run(() -> events.add("inner")));
        afterCommit.run(() -> events.add("outer"));
        session.getTransaction().commit();
        session.close();
        assertThat(events).containsExactly("inner", "outer");
    }

    @Test
    void deliversBeforeWhatTheClosingLeavesUnknown() {
        commit("first");
        begin();
        AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
        session.close();
        assertThat(events).containsExactly("first", "UNKNOWN");
    }

    @Test
    void keepsAFailureFromTheCallerOfClose() {
        begin();
        AfterCommit.of(session).run(() -> {
            throw new IllegalStateException("test");
        });
        AfterCommit.of(session).run(() -> events.add("next"));
        session.getTransaction().commit();
        session.close();
        assertThat(events).containsExactly("next");
        assertThat(log.failures()).singleElement().hasToString("java.lang.IllegalStateException: test");
    }

    @Test
    void throwsAnErrorOfTheMachineToTheCallerOfClose() {
        begin();
        AfterCommit.of(session).run(() -> {
            throw new OutOfMemoryError("test");
        });
        session.getTransaction().commit();
        commit("next");
        assertThatThrownBy(() -> session.close()).isInstanceOf(OutOfMemoryError.class);
        assertThat(events).containsExactly("next");
    }

    @Test
    void completesFuturesWhenTheSessionIsClosed() {
        begin();
        var future = AfterCommit.of(session).runAsync(() -> events.add("async"), Runnable::run);
        session.getTransaction().commit();
        assertThat(future).isNotDone();
        session.close();
        assertThat(future).isCompleted();
    }

    @Test
    void warnsOnce() {
        commit("first");
        commit("second");
        assertThat(log.messages())
                .containsExactly(
                        "WARN HAC000051: Callbacks run only when their session gives its connection back, which may be when"
                                + " it is closed. Reason: the setting 'hibernate.aftercommit.connection' is 'defer'."
                                + " This is logged once.");
    }

    @Test
    void warnsNotWhereThereIsNoCallback() {
        begin();
        session.persist(new Entry(1));
        session.getTransaction().commit();
        assertThat(log.messages()).isEmpty();
    }

    private void commit(String name) {
        begin();
        AfterCommit.of(session).run(() -> events.add(name));
        session.getTransaction().commit();
    }

    private void begin() {
        session.beginTransaction();
    }
}
