package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R4: what a callback registers runs at once")
class RegistrationInCallbackTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"run", "warn", "fail"})
    void runsAtOnceWhateverTheSetting(String setting) {
        factory.with(AfterCommitSettings.NO_TRANSACTION, setting).inTransaction(session -> {
            AfterCommit.of(session).run(() -> {
                AfterCommit.of(session).run(() -> events.add("inner"));
                events.add("outer");
            });
            AfterCommit.of(session).run(() -> events.add("next"));
        });
        assertThat(events).containsExactly("inner", "outer", "next");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void runsTheOtherFormsAtOnceAsWell() {
        factory.with(AfterCommitSettings.NO_TRANSACTION, "fail").inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            afterCommit.run(() -> {
                afterCommit.runOnce("key", () -> events.add("once"));
                afterCommit.runInNewTransaction(inner -> events.add("new transaction"));
                afterCommit.afterCompletion(outcome -> events.add(outcome.name()));
                afterCommit.afterRollback(() -> events.add("rolled back"));
                events.add("outer");
            });
        });
        assertThat(events).containsExactly("once", "new transaction", "COMMITTED", "outer");
    }

    @Test
    void letsTheExceptionOfTheInnerReachTheOuter() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {
            try {
                AfterCommit.of(session).run(() -> {
                    throw new IllegalStateException("inner");
                });
            } catch (IllegalStateException e) {
                events.add("caught " + e.getMessage());
            }
        }));
        assertThat(events).containsExactly("caught inner");
    }

    @Test
    void runsAtOnceInACompletionCallbackAfterACommit() {
        factory.with(AfterCommitSettings.NO_TRANSACTION, "fail")
                .inTransaction(session -> AfterCommit.of(session)
                        .afterCompletion(outcome -> AfterCommit.of(session).run(() -> events.add("inner"))));
        assertThat(events).containsExactly("inner");
    }

    @Test
    void runsAtOnceToAnyDepth() {
        factory.with(AfterCommitSettings.NO_TRANSACTION, "fail")
                .inTransaction(session -> AfterCommit.of(session)
                        .run(() -> AfterCommit.of(session)
                                .run(() -> AfterCommit.of(session).run(() -> events.add("innermost")))));
        assertThat(events).containsExactly("innermost");
    }

    @Test
    void runsAtOnceInARollbackCallback() {
        rollBack(session -> AfterCommit.of(session).run(() -> events.add("inner")));
        assertThat(events).containsExactly("inner", "outer");
    }

    @Test
    void failsInARollbackCallbackWhereTheSettingSaysSo() {
        factory.with(AfterCommitSettings.NO_TRANSACTION, "fail");
        rollBack(session -> AfterCommit.of(session).run(() -> events.add("inner")));
        assertThat(events).isEmpty();
        assertThat(log.failures())
                .singleElement()
                .hasToString("java.lang.IllegalStateException: HAC000006: No transaction is active, and the setting"
                        + " 'hibernate.aftercommit.no_transaction' is 'fail'. Found: the callback run(lambda in "
                        + RegistrationInCallbackTest.class.getName()
                        + "). Expected: a call inside a transaction.");
    }

    @Test
    void warnsInARollbackCallbackWhereTheSettingSaysSo() {
        factory.with(AfterCommitSettings.NO_TRANSACTION, "warn");
        rollBack(session -> AfterCommit.of(session).run(() -> events.add("inner")));
        assertThat(events).containsExactly("inner", "outer");
        assertThat(log.messages()).singleElement().asString().startsWith("WARN HAC000005: ");
    }

    @Test
    void ignoresARollbackCallbackThatARollbackCallbackRegisters() {
        rollBack(session -> AfterCommit.of(session).afterRollback(() -> events.add("inner")));
        assertThat(events).containsExactly("outer");
    }

    @Test
    void runsAtOnceInARollbackCallbackOfATransactionThatWasMarkedForRollback() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).afterRollback(() -> AfterCommit.of(session).run(() -> events.add("inner")));
            session.getTransaction().setRollbackOnly();
            session.getTransaction().commit();
            assertThat(events).containsExactly("inner");
        }
        assertThat(log.messages()).isEmpty();
    }

    private void rollBack(Consumer<Session> callback) {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).afterRollback(() -> {
                callback.accept(session);
                events.add("outer");
            });
            session.getTransaction().rollback();
        }
    }
}
