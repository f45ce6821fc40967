package dev.aftercommit.test.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JDK Flight Recorder records each run of a callback. */
class CallbackEventTest {

    private static final String LAMBDA = "(lambda in " + CallbackEventTest.class.getName() + ")";

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final RecordedEvents recorded = new RecordedEvents();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void tellsOfCallbacksOfEveryKindInTheirOrder() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> {});
            AfterCommit.of(session).runInNewTransaction(inner -> {});
            AfterCommit.of(session).afterCompletion(outcome -> {});
        });

        assertThatEvents()
                .containsExactly(
                        tuple("run" + LAMBDA, "COMMITTED", null),
                        tuple("runInNewTransaction" + LAMBDA, "COMMITTED", null),
                        tuple("afterCompletion" + LAMBDA, "COMMITTED", null));
    }

    @Test
    void tellsOfAMethodOfAnEntity() {
        factory.inTransaction(session -> session.persist(new Parcel(1)));

        assertThatEvents()
                .containsExactly(tuple(
                        "@PostCommit " + Parcel.class.getName() + ".send() of " + Parcel.class.getName() + "#A",
                        "COMMITTED",
                        null));
    }

    @Test
    void tellsOfTheOutcome() {
        rollBack(session -> AfterCommit.of(session).afterRollback(() -> {}));

        assertThatEvents().containsExactly(tuple("afterRollback" + LAMBDA, "ROLLED_BACK", null));
    }

    @Test
    void tellsOfARollbackInACommittedTransactionWhoseScopeWasDiscarded() {
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            assertThatThrownBy(() -> afterCommit.inSavepoint(() -> {
                        afterCommit.afterRollback(() -> {});
                        throw new IllegalStateException("test");
                    }))
                    .hasMessage("test");
        });

        assertThatEvents().containsExactly(tuple("afterRollback" + LAMBDA, "ROLLED_BACK", null));
    }

    @Test
    void tellsOfWhatACallbackHasThrown() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {
            throw new AssertionError("test");
        }));

        assertThatEvents().containsExactly(tuple("run" + LAMBDA, "COMMITTED", "java.lang.AssertionError"));
    }

    @Test
    void tellsNothingOfCallbacksThatDoNotRun() {
        rollBack(session -> AfterCommit.of(session).run(() -> {}));

        assertThatEvents().isEmpty();
    }

    @Test
    void hasNoOutcomeWhereACallbackRunsAtOnce() {
        try (Session session = factory.open()) {
            AfterCommit.of(session).run(() -> {});
            AfterCommit.of(session).afterCompletion(outcome -> {});
        }

        assertThatEvents()
                .containsExactly(tuple("run" + LAMBDA, null, null), tuple("afterCompletion" + LAMBDA, null, null));
    }

    @Test
    void hasNoOutcomeWhereAFlushWithoutATransactionCallsAMethod() {
        factory.with("hibernate.allow_update_outside_transaction", true);
        try (Session session = factory.open()) {
            session.persist(new Parcel(1));
            session.flush();
        }

        assertThat(recorded.callbacks())
                .extracting(event -> event.getString("outcome"))
                .hasSize(1)
                .containsOnlyNulls();
        assertThat(recorded.transactions()).isEmpty();
    }

    @Test
    void tellsOfWhatACallbackHasThrownThatRanAtOnce() {
        IllegalStateException failure = new IllegalStateException("test");
        try (Session session = factory.open()) {
            assertThatThrownBy(() -> AfterCommit.of(session).run(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }

        assertThatEvents().containsExactly(tuple("run" + LAMBDA, null, "java.lang.IllegalStateException"));
    }

    @Test
    void isOfTheThreadOfTheTransaction() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {}));

        assertThat(recorded.callbacks())
                .extracting(event -> event.getThread().getJavaThreadId())
                .containsExactly(Thread.currentThread().getId());
    }

    @Test
    void hasNoStackTrace() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {}));

        assertThat(recorded.callbacks())
                .extracting(RecordedEvent::getStackTrace)
                .containsOnlyNulls();
    }

    @Test
    void standsInACategoryOfTheLibrary() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {}));

        assertThat(recorded.callbacks())
                .extracting(event -> event.getEventType().getCategoryNames())
                .containsExactly(List.of("Hibernate", "AfterCommit"));
    }

    @Test
    void anIdentifierThatCannotBeDescribedIsNamedByItsClass() {
        Parcel.description = () -> {
            throw new IllegalStateException("test");
        };
        try {
            factory.inTransaction(session -> {
                session.persist(new Parcel(1));
                AfterCommit.of(session).run(() -> {});
            });
        } finally {
            Parcel.description = () -> "A";
        }

        String parcel = Parcel.class.getName();
        assertThatEvents()
                .containsExactlyInAnyOrder(
                        tuple("run" + LAMBDA, "COMMITTED", null),
                        tuple(
                                "@PostCommit " + parcel + ".send() of " + parcel + "#" + parcel + "$Number",
                                "COMMITTED",
                                null));
        assertThat(log.messages()).isEmpty();
    }

    private void rollBack(Consumer<Session> work) {
        factory.inTransaction(session -> {
            work.accept(session);
            session.getTransaction().setRollbackOnly();
        });
    }

    private ListAssert<Tuple> assertThatEvents() {
        return assertThat(recorded.callbacks().stream()
                .map(event ->
                        tuple(event.getString("callback"), event.getString("outcome"), event.getString("failure")))
                .toList());
    }
}
