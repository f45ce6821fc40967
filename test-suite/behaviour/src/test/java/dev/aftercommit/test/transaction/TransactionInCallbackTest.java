package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

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

@DisplayName("R4: a transaction that a callback begins has callbacks of its own")
class TransactionInCallbackTest {

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
    void runsTheInnerAtTheInnerCommitBeforeTheOuterListGoesOn() {
        commit("outer", () -> commit("inner", () -> {}));
        assertThat(events).containsExactly("outer", "inner", "inner done", "inner next", "outer done", "outer next");
    }

    @Test
    void keepsWhatTheInnerWrites() {
        commit("outer", () -> {
            session.beginTransaction();
            session.persist(new Item(1, "inner"));
            session.getTransaction().commit();
        });
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @Test
    void dropsTheInnerAtTheInnerRollbackAlthoughTheOuterHasCommitted() {
        commit("outer", () -> {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> events.add("inner"));
            session.getTransaction().rollback();
        });
        assertThat(events).containsExactly("outer", "outer done", "outer next");
    }

    @Test
    void runsTheRollbackCallbacksOfTheInnerAlone() {
        session.beginTransaction();
        AfterCommit.of(session).afterRollback(() -> events.add("outer rolled back"));
        AfterCommit.of(session).run(() -> {
            session.beginTransaction();
            AfterCommit.of(session).afterRollback(() -> events.add("inner rolled back"));
            session.getTransaction().rollback();
        });
        AfterCommit.of(session).afterCompletion(outcome -> events.add("outer " + outcome));
        session.getTransaction().commit();
        assertThat(events).containsExactly("inner rolled back", "outer COMMITTED");
    }

    @Test
    void runsTheInnerOfARollbackCallback() {
        session.beginTransaction();
        AfterCommit.of(session).run(() -> events.add("outer"));
        AfterCommit.of(session).afterRollback(() -> commit("inner", () -> {}));
        session.getTransaction().rollback();
        assertThat(events).containsExactly("inner", "inner done", "inner next");
    }

    @Test
    void runsTheInnerOfAnotherSession() {
        commit(
                "outer",
                () -> factory.inTransaction(other -> {
                    AfterCommit.of(other).run(() -> events.add("inner"));
                    AfterCommit.of(session).run(() -> events.add("of the outer"));
                }));
        assertThat(events).containsExactly("outer", "of the outer", "inner", "outer done", "outer next");
    }

    @Test
    void runsTheInnerThatIsCommittedAfterTheOuterListIsDone() {
        commit("outer", () -> {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> events.add("inner"));
        });
        assertThat(events).containsExactly("outer", "outer done", "outer next");
        session.getTransaction().commit();
        assertThat(events).containsExactly("outer", "outer done", "outer next", "inner");
    }

    @Test
    void dropsTheInnerThatIsRolledBackAfterTheOuterListIsDone() {
        commit("outer", () -> {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> events.add("inner"));
        });
        session.getTransaction().rollback();
        assertThat(events).containsExactly("outer", "outer done", "outer next");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void takesASeriesOfTransactionsOnTheSameSession() {
        commit("outer", () -> {
            commit("first", () -> {});
            commit("second", () -> {});
        });
        assertThat(events)
                .containsExactly(
                        "outer",
                        "first",
                        "first done",
                        "first next",
                        "second",
                        "second done",
                        "second next",
                        "outer done",
                        "outer next");
        assertThat(log.messages()).isEmpty();
    }

    private void commit(String name, Runnable callback) {
        session.beginTransaction();
        AfterCommit.of(session).run(() -> {
            events.add(name);
            callback.run();
            events.add(name + " done");
        });
        AfterCommit.of(session).run(() -> events.add(name + " next"));
        session.getTransaction().commit();
    }
}
