package dev.aftercommit.test.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.CallbackFailure;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R10: with STOP the first failure ends it, and the commit says how many callbacks did not run")
class StopTest {

    private static final String LAMBDA = "run(lambda in " + StopTest.class.getName() + ")";

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Line.class).with(AfterCommitSettings.FAILURE_POLICY, "stop");

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();
    private final IllegalStateException failure = new IllegalStateException("test");

    @Test
    void runsNothingBehindTheFailure() {
        commitAndFail(session -> {
            run(session, "before");
            fail(session);
            run(session, "behind");
        });
        assertThat(events).containsExactly("before");
    }

    @Test
    void runsCompletionCallbacksAllTheSame() {
        commitAndFail(session -> {
            AfterCommit.of(session).afterCompletion(outcome -> events.add("before " + outcome));
            fail(session);
            run(session, "behind");
            AfterCommit.of(session).afterCompletion(outcome -> events.add("behind " + outcome));
        });
        assertThat(events).containsExactly("before COMMITTED", "behind COMMITTED");
    }

    @Test
    void saysHowManyDidNotRun() {
        AfterCommitException exception = commitAndFail(session -> {
            run(session, "before");
            fail(session);
            run(session, "behind");
            AfterCommit.of(session).runInNewTransaction(inner -> events.add("behind"));
            AfterCommit.of(session).runOnce("key", () -> events.add("behind"));
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
            AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
        });
        assertThat(exception)
                .hasMessage("HAC000013: The transaction has committed, and its data stays committed, but 1 callback(s)"
                        + " failed and 3 did not run. First failure: " + LAMBDA + ".");
        assertThat(exception.notRun()).isEqualTo(3);
        assertThat(events).containsExactly("before", "COMMITTED");
    }

    @Test
    void carriesTheOneFailure() {
        AfterCommitException exception = commitAndFail(session -> {
            fail(session);
            fail(session);
        });
        assertThat(exception.failures()).containsExactly(new CallbackFailure(LAMBDA, failure));
        assertThat(exception).hasCause(failure).hasNoSuppressedExceptions();
        assertThat(exception.notRun()).isEqualTo(1);
    }

    @Test
    void carriesTheFailureOfACompletionCallbackBehindItAsWell() {
        IllegalStateException second = new IllegalStateException("second");
        AfterCommitException exception = commitAndFail(session -> {
            fail(session);
            AfterCommit.of(session).afterCompletion(outcome -> {
                throw second;
            });
        });
        assertThat(exception.failures()).extracting(CallbackFailure::cause).containsExactly(failure, second);
        assertThat(exception.notRun()).isZero();
    }

    @Test
    void isStoppedByACompletionCallbackThatFails() {
        AfterCommitException exception = commitAndFail(session -> {
            AfterCommit.of(session).afterCompletion(outcome -> {
                throw failure;
            });
            run(session, "behind");
        });
        assertThat(exception.notRun()).isEqualTo(1);
        assertThat(events).isEmpty();
    }

    @Test
    void leavesTheDataCommittedAndTheSessionUsable() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            session.persist(new Line(1));
            fail(session);
            assertThatThrownBy(() -> session.getTransaction().commit()).isInstanceOf(AfterCommitException.class);
            session.beginTransaction();
            run(session, "second");
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("second");
        assertThat(factory.count(Line.class)).isEqualTo(1);
    }

    @Test
    void stopsNoRollbackCallback() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).afterRollback(() -> events.add("older"));
            AfterCommit.of(session).afterRollback(() -> {
                throw failure;
            });
            session.getTransaction().rollback();
        }
        assertThat(events).containsExactly("older");
        assertThat(log.failures()).containsExactly(failure);
    }

    @Test
    void isNotStoppedByARollbackCallbackOfADiscardedScope() {
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            assertThatThrownBy(() -> afterCommit.inSavepoint(() -> {
                        afterCommit.afterRollback(() -> {
                            throw failure;
                        });
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
            run(session, "committed");
        });
        assertThat(events).containsExactly("committed");
    }

    @Test
    void countsNothingThatWasNotToRunAfterACommit() {
        AfterCommitException exception = commitAndFail(session -> {
            fail(session);
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
        });
        assertThat(exception.notRun()).isZero();
    }

    private AfterCommitException commitAndFail(Consumer<Session> registration) {
        return catchThrowableOfType(
                AfterCommitException.class,
                () -> factory.inTransaction(session -> {
                    session.persist(new Line(1));
                    registration.accept(session);
                }));
    }

    private void run(Session session, String event) {
        AfterCommit.of(session).run(() -> events.add(event));
    }

    private void fail(Session session) {
        AfterCommit.of(session).run(() -> {
            throw failure;
        });
    }
}
