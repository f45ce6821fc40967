package dev.aftercommit.test.transaction;

import static dev.aftercommit.AfterCommitSettings.NO_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R2: hibernate.aftercommit.no_transaction is run, warn or fail")
class NoTransactionSettingTest {

    private static final String LAMBDA = "lambda in " + NoTransactionSettingTest.class.getName();
    private static final String EXPECTED = "Expected: a call inside a transaction.";

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"run", "RUN"})
    void runsWithoutALogMessage(String setting) {
        withSetting(setting, session -> AfterCommit.of(session).run(() -> events.add("callback")));
        assertThat(events).containsExactly("callback");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void runsWithAWarningThatNamesThePlace() {
        List<String> place = new ArrayList<>();
        withSetting("warn", session -> {
            place.add(nextLine());
            AfterCommit.of(session).run(() -> events.add("callback"));
        });
        assertThat(events).containsExactly("callback");
        assertThat(log.messages()).containsExactly(warning("run", place.get(0)));
    }

    @Test
    void warnsOnceForEachPlace() {
        withSetting("warn", session -> {
            for (int i = 0; i < 3; i++) {
                AfterCommit.of(session).run(() -> events.add("first place"));
            }
            AfterCommit.of(session).run(() -> events.add("second place"));
        });
        assertThat(events).containsExactly("first place", "first place", "first place", "second place");
        assertThat(log.messages()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void namesThePlaceThatCallsAView() {
        List<String> place = new ArrayList<>();
        withSetting("warn", session -> {
            place.add(nextLine());
            AfterCommitSession.of(session).afterCommit(() -> events.add("callback"));
        });
        assertThat(log.messages()).containsExactly(warning("run", place.get(0)));
    }

    @Test
    void doesNotCountInACallbackOfAnotherFactory() throws SQLException {
        try (TestFactory other = TestFactory.onSecondDatabase(Item.class)) {
            withSetting("fail", session -> {
                Runnable registration = () -> AfterCommit.of(session).run(() -> events.add("callback"));
                other.inTransaction(
                        transactional -> AfterCommit.of(transactional).run(registration));
            });
        }
        assertThat(events).containsExactly("callback");
    }

    @Test
    void warnsOfTheOtherFormsOfRunAsWell() {
        List<String> places = new ArrayList<>();
        withSetting("warn", session -> {
            places.add(nextLine());
            AfterCommit.of(session).runOnce("key", () -> events.add("once"));
            places.add(nextLine());
            AfterCommit.of(session).runInNewTransaction(inner -> events.add("new"));
        });
        assertThat(events).containsExactly("once", "new");
        assertThat(log.messages())
                .containsExactly(warning("run", places.get(0)), warning("runInNewTransaction", places.get(1)));
    }

    @Test
    void failsAndDoesNotRun() {
        withSetting(
                "fail",
                session -> assertThatIllegalStateException()
                        .isThrownBy(() -> AfterCommit.of(session).run(() -> events.add("callback")))
                        .withMessage(refusal("run")));
        assertThat(events).isEmpty();
    }

    @Test
    void failsForTheOtherFormsOfRunAsWell() {
        withSetting("fail", session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            assertThatIllegalStateException()
                    .isThrownBy(() -> afterCommit.runOnce("key", () -> events.add("once")))
                    .withMessage(refusal("run"));
            assertThatIllegalStateException()
                    .isThrownBy(() -> afterCommit.runInNewTransaction(inner -> events.add("new")))
                    .withMessage(refusal("runInNewTransaction"));
        });
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "fail"})
    void isOfNoEffectOnRollbackAndCompletionCallbacks(String setting) {
        withSetting(setting, session -> {
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
            AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
        });
        assertThat(events).containsExactly("COMMITTED");
        assertThat(log.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "fail"})
    void isOfNoEffectInsideATransaction(String setting) {
        factory.with(NO_TRANSACTION, setting)
                .inTransaction(session -> AfterCommit.of(session).run(() -> events.add("callback")));
        assertThat(events).containsExactly("callback");
        assertThat(log.messages()).isEmpty();
    }

    private void withSetting(String setting, Consumer<Session> work) {
        factory.with(NO_TRANSACTION, setting).get().inSession(work);
    }

    private static String nextLine() {
        StackTraceElement caller = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().toStackTraceElement());
        String line = String.valueOf(caller.getLineNumber());
        return caller.toString().replace(":" + line + ")", ":" + (caller.getLineNumber() + 1) + ")");
    }

    private static String warning(String form, String place) {
        return "WARN HAC000005: No transaction is active: the callback " + form + "(" + LAMBDA + "), registered at "
                + place + ", runs at once. This is logged once per place; see the setting"
                + " 'hibernate.aftercommit.no_transaction'.";
    }

    private static String refusal(String form) {
        return "HAC000006: No transaction is active, and the setting 'hibernate.aftercommit.no_transaction' is 'fail'."
                + " Found: the callback " + form + "(" + LAMBDA + "). " + EXPECTED;
    }
}
