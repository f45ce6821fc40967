package dev.aftercommit.test.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.CallbackFailure;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionProcess;
import dev.aftercommit.test.support.TestFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R10: with RETHROW all callbacks run, and then the commit throws what has failed")
class RethrowTest {

    private static final String LAMBDA = "run(lambda in " + RethrowTest.class.getName() + ")";

    @RegisterExtension
    final TestFactory factory =
            TestFactory.of(Line.class).with(AfterCommitSettings.FAILURE_POLICY, FailurePolicy.RETHROW);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @Test
    void runsAllCallbacksFirst() {
        commitAndFail(session -> {
            run(session, "before");
            fail(session, new IllegalStateException("first"));
            run(session, "between");
            fail(session, new IllegalStateException("second"));
            AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
            run(session, "behind");
        });
        assertThat(events).containsExactly("before", "between", "COMMITTED", "behind");
    }

    @Test
    void saysThatTheDataIsCommitted() {
        AfterCommitException exception = commitAndFail(session -> {
            fail(session, new IllegalStateException("first"));
            fail(session, new IllegalStateException("second"));
        });
        assertThat(exception)
                .hasMessage("HAC000013: The transaction has committed, and its data stays committed, but 2 callback(s)"
                        + " failed and 0 did not run. First failure: " + LAMBDA + ".");
        assertThat(factory.count(Line.class)).isEqualTo(1);
    }

    @Test
    void carriesEveryFailure() {
        Throwable first = new IOException("first");
        Throwable second = new AssertionError("second");
        Throwable third = new IllegalStateException("third");
        AfterCommitException exception = commitAndFail(session -> {
            fail(session, first);
            fail(session, second);
            fail(session, third);
        });
        assertThat(exception.failures())
                .containsExactly(
                        new CallbackFailure(LAMBDA, first),
                        new CallbackFailure(LAMBDA, second),
                        new CallbackFailure(LAMBDA, third));
        assertThat(exception.notRun()).isZero();
        assertThat(exception.getCause()).isSameAs(first);
        assertThat(exception.getSuppressed()).containsExactly(second, third);
    }

    @Test
    void carriesAFailureThatIsThrownTwice() {
        IllegalStateException failure = new IllegalStateException("test");
        AfterCommitException exception = commitAndFail(session -> {
            fail(session, failure);
            fail(session, failure);
        });
        assertThat(exception.failures()).extracting(CallbackFailure::cause).containsExactly(failure, failure);
    }

    @Test
    void logsEveryFailureAsWell() {
        Throwable first = new IllegalStateException("first");
        Throwable second = new IllegalStateException("second");
        commitAndFail(session -> {
            fail(session, first);
            fail(session, second);
        });
        assertThat(log.failures()).containsExactly(first, second);
        assertThat(log.messages())
                .containsOnly("ERROR HAC000001: A callback failed: " + LAMBDA
                        + ". The transaction is COMMITTED, and stays so.");
    }

    @Test
    void leavesATransactionAloneThatACallbackHasBegunAndLeftOpen() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            run(session, "callback");
            AfterCommit.of(session).run(() -> {
                session.beginTransaction();
                session.persist(new Line(7));
                throw new IllegalStateException("test");
            });
            session.getTransaction().commit();
            session.getTransaction().commit();
        }
        assertThat(factory.count(Line.class)).isEqualTo(1);
        assertThat(log.messages())
                .anyMatch(message -> message.startsWith("WARN HAC000053: Not thrown, because a callback has begun a"));
    }

    @Test
    void throwsNothingWhereNothingFails() {
        factory.inTransaction(session -> run(session, "callback"));
        assertThat(events).containsExactly("callback");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void throwsTheFailureOfACompletionCallback() {
        IllegalStateException failure = new IllegalStateException("test");
        AfterCommitException exception =
                commitAndFail(session -> AfterCommit.of(session).afterCompletion(outcome -> {
                    throw failure;
                }));
        assertThat(exception).hasCause(failure);
    }

    @Test
    void throwsTheFailureOfWorkInANewTransaction() {
        IllegalStateException failure = new IllegalStateException("test");
        AfterCommitException exception =
                commitAndFail(session -> AfterCommit.of(session).runInNewTransaction(inner -> {
                    inner.persist(new Line(2));
                    throw failure;
                }));
        assertThat(exception).hasCause(failure);
        assertThat(factory.count(Line.class)).isEqualTo(1);
    }

    @Test
    void throwsAfterAllOfHibernatesOwnWork() {
        commitAndFail(session -> {
            fail(session, new IllegalStateException("test"));
            CompletionProcess.register(session, (success, teller) -> events.add("process " + success));
        });
        assertThat(events).containsExactly("process true");
        assertThat(factory.connections().open()).isZero();
    }

    @Test
    void leavesTheSessionUsable() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            fail(session, new IllegalStateException("test"));
            assertThatThrownBy(() -> session.getTransaction().commit()).isInstanceOf(AfterCommitException.class);
            assertThat(session.isOpen()).isTrue();
            session.beginTransaction();
            session.persist(new Line(1));
            run(session, "second");
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("second");
        assertThat(factory.count(Line.class)).isEqualTo(1);
    }

    @Test
    void leavesTheTransactionCommittedInTheEyesOfHibernate() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            fail(session, new IllegalStateException("test"));
            assertThatThrownBy(() -> session.getTransaction().commit()).isInstanceOf(AfterCommitException.class);
            assertThat(session.getTransaction().getStatus())
                    .isIn(TransactionStatus.COMMITTED, TransactionStatus.NOT_ACTIVE);
        }
    }

    @Test
    void throwsNothingAtTheNextCommitWhereAForeignFailureCameBetween() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            failBehind(session);
            assertThatThrownBy(() -> session.getTransaction().commit()).hasRootCauseMessage("foreign");
            session.beginTransaction();
            run(session, "second");
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("second");
    }

    @Test
    void throwsFromTheTransactionOfACallbackToThatCallback() {
        AfterCommitException exception = commitAndFail(session ->
                AfterCommit.of(session).runInNewTransaction(inner -> fail(inner, new IllegalStateException("inner"))));
        assertThat(exception.getCause()).isInstanceOf(AfterCommitException.class);
        assertThat(exception).hasRootCauseMessage("inner");
    }

    @Test
    void throwsNothingFromRollbackCallbacks() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            run(session, "committed");
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
            AfterCommit.of(session).afterRollback(() -> {
                throw new IllegalStateException("test");
            });
            session.getTransaction().rollback();
        }
        assertThat(events).containsExactly("rolled back");
        assertThat(log.failures()).hasSize(1);
    }

    @Test
    void throwsNothingFromRollbackCallbacksOfADiscardedScope() {
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            assertThatThrownBy(() -> afterCommit.inSavepoint(() -> {
                        afterCommit.afterRollback(() -> {
                            throw new IllegalStateException("test");
                        });
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
            run(session, "committed");
        });
        assertThat(events).containsExactly("committed");
        assertThat(log.failures()).hasSize(1);
    }

    @Test
    void throwsAFailureWhereNoTransactionIsActiveAsItIs() {
        IllegalStateException failure = new IllegalStateException("test");
        try (Session session = factory.open()) {
            assertThatThrownBy(() -> fail(session, failure)).isSameAs(failure);
        }
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void throwsABrokenVirtualMachineRatherThanItsOwnException() {
        InternalError failure = new InternalError("test");
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    fail(session, new IllegalStateException("first"));
                    fail(session, failure);
                    run(session, "behind");
                }))
                .isSameAs(failure);
        assertThat(events).containsExactly("behind");
    }

    private AfterCommitException commitAndFail(Consumer<Session> registration) {
        return catchThrowableOfType(
                AfterCommitException.class,
                () -> factory.inTransaction(session -> {
                    session.persist(new Line(1));
                    registration.accept(session);
                }));
    }

    /** A callback that fails, and the process of another extension that fails after it, before any observer is told. */
    private static void failBehind(Session session) {
        AfterCommit.of(session).run(() -> {
            throw new IllegalStateException("test");
        });
        AfterCommit.of(session)
                .run(() -> CompletionProcess.register(session, (success, teller) -> {
                    throw new IllegalStateException("foreign");
                }));
    }

    private void run(Session session, String event) {
        AfterCommit.of(session).run(() -> events.add(event));
    }

    private static void fail(Session session, Throwable failure) {
        AfterCommit.of(session).run(() -> RethrowTest.<RuntimeException>sneak(failure));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
