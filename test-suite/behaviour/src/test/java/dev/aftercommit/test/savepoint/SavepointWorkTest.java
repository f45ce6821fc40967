package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.io.IOException;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R13: work in a savepoint gives its result, or its exception, to the caller")
class SavepointWorkTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Task.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Scopes scopes = new Scopes(factory);

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("test"),
                new IOException("test"),
                new AssertionError("test"),
                new StackOverflowError("test"),
                new Throwable("test"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void throwsTheSameExceptionOnAndGoesOn(Throwable failure) {
        scopes.commit(() -> {
            scopes.session().persist(new Task(1, "outside"));
            assertThatThrownBy(() -> scopes.keep(() -> SavepointWorkTest.<RuntimeException>fail(failure)))
                    .isSameAs(failure)
                    .hasNoSuppressedExceptions();
            scopes.run("committed");
        });
        assertThat(scopes.events).containsExactly("committed");
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void throwsTheSameExceptionThroughEveryScope(Throwable failure) {
        scopes.commit(() -> assertThatThrownBy(
                        () -> scopes.keep(() -> scopes.keep(() -> SavepointWorkTest.<RuntimeException>fail(failure))))
                .isSameAs(failure));
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void givesTheResult() {
        Task task = new Task(1, "inside");
        scopes.commit(() -> assertThat(scopes.afterCommit().<Task>fromSavepoint(() -> {
                    scopes.session().persist(task);
                    return task;
                }))
                .isSameAs(task));
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    @Test
    void givesNoResultAsNull() {
        scopes.commit(() -> assertThat(scopes.afterCommit().<String>fromSavepoint(() -> {
                    scopes.run("inside");
                    return null;
                }))
                .isNull());
        assertThat(scopes.events).containsExactly("inside");
    }

    @Test
    void discardsTheScopeOfAResultThatFailed() {
        scopes.commit(() -> assertThatThrownBy(() -> scopes.afterCommit().fromSavepoint(() -> {
                    scopes.run("inside");
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone"));
        assertThat(scopes.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesNoWork(boolean transaction) {
        try (Session session = factory.open()) {
            if (transaction) {
                session.beginTransaction();
            }
            AfterCommit afterCommit = AfterCommit.of(session);
            assertThatThrownBy(() -> afterCommit.inSavepoint(null)).hasMessage("work");
            assertThatThrownBy(() -> afterCommit.fromSavepoint(null)).hasMessage("work");
        }
    }

    @Test
    void justRunsWhereNoTransactionIsActive() {
        try (Session session = factory.open()) {
            AfterCommit afterCommit = AfterCommit.of(session);
            afterCommit.inSavepoint(() -> afterCommit.run(() -> scopes.events.add("at once")));
            assertThat(scopes.events).containsExactly("at once");
            assertThat(afterCommit.<String>fromSavepoint(() -> "result")).isEqualTo("result");
        }
    }

    @Test
    void justThrowsAndClearsNothingWhereNoTransactionIsActive() {
        scopes.commit(() -> scopes.session().persist(new Task(1, "a")));
        IllegalStateException failure = new IllegalStateException("test");
        try (Session session = factory.open()) {
            Task task = session.find(Task.class, 1);
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> fail(failure)))
                    .isSameAs(failure);
            assertThat(session.contains(task)).isTrue();
        }
    }

    @Test
    void justRunsWhereNoTransactionIsActiveWhateverTheSetting() {
        factory.with("hibernate.aftercommit.no_transaction", "fail");
        try (Session session = factory.open()) {
            AfterCommit.of(session).inSavepoint(() -> scopes.events.add("work"));
        }
        assertThat(scopes.events).containsExactly("work");
    }

    @Test
    void takesPartInTheTransactionOfAView() {
        AfterCommitSession.inTransaction(factory.get(), session -> {
            AfterCommit.of(session).inSavepoint(() -> {
                session.persist(new Task(1, "inside"));
                session.afterCommit(() -> scopes.events.add("inside"));
            });
            session.afterCommit(() -> scopes.events.add("behind"));
        });
        assertThat(scopes.events).containsExactly("inside", "behind");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void fail(Throwable failure) throws T {
        throw (T) failure;
    }
}
