package dev.aftercommit.test.jfr;

import static dev.aftercommit.AfterCommitSettings.FAILURE_POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JDK Flight Recorder records each transaction that had callbacks, with their numbers. */
class TransactionEventTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final RecordedEvents recorded = new RecordedEvents();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void countsWhatHasRunAndWhatIsDiscardedAfterACommit() {
        factory.inTransaction(session -> {
            registerEach(AfterCommit.of(session));
            session.persist(new Parcel(1));
        });

        assertThat(events()).containsExactly(transaction("COMMITTED", 4, 3, 0, 1));
    }

    @Test
    void countsWhatHasRunAndWhatIsDiscardedAfterARollback() {
        factory.inTransaction(session -> {
            registerEach(AfterCommit.of(session));
            session.getTransaction().setRollbackOnly();
        });

        assertThat(events()).containsExactly(transaction("ROLLED_BACK", 3, 2, 0, 1));
    }

    @Test
    void countsWhatIsDroppedBecauseNobodyKnowsTheOutcome() {
        Session session = factory.open();
        session.beginTransaction();
        registerEach(AfterCommit.of(session));
        session.close();

        assertThat(events()).containsExactly(transaction("UNKNOWN", 3, 1, 0, 2));
    }

    @Test
    void countsFailuresAmongWhatHasRun() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(TransactionEventTest::fail);
            AfterCommit.of(session).run(() -> {});
            AfterCommit.of(session).run(TransactionEventTest::fail);
        });

        assertThat(events()).containsExactly(transaction("COMMITTED", 3, 3, 2, 0));
    }

    @Test
    void countsWhatAFailureHasStoppedAsDiscarded() {
        factory.with(FAILURE_POLICY, "stop");
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    AfterCommit.of(session).run(TransactionEventTest::fail);
                    AfterCommit.of(session).run(() -> {});
                    AfterCommit.of(session).run(() -> {});
                }))
                .isInstanceOf(AfterCommitException.class);

        assertThat(events()).containsExactly(transaction("COMMITTED", 3, 1, 1, 2));
    }

    @Test
    void countsTheCallbacksOfDiscardedScopes() {
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            afterCommit.run(() -> {});
            assertThatThrownBy(() -> afterCommit.inSavepoint(() -> {
                        registerEach(afterCommit);
                        fail();
                    }))
                    .hasMessage("test");
        });

        assertThat(events()).containsExactly(transaction("COMMITTED", 4, 3, 0, 1));
    }

    @Test
    void tellsNothingOfATransactionWithoutCallbacks() {
        factory.inTransaction(session -> {
            assertThat(AfterCommit.of(session).isTransactionActive()).isTrue();
            AfterCommit.of(session).inSavepoint(() -> {});
        });

        assertThat(events()).isEmpty();
    }

    @Test
    void tellsNothingWhereACallbackRunsAtOnce() {
        try (Session session = factory.open()) {
            AfterCommit.of(session).run(() -> {});
        }

        assertThat(events()).isEmpty();
        assertThat(recorded.callbacks()).hasSize(1);
    }

    /** One that waits for a commit, one for a rollback, one for either. */
    private static void registerEach(AfterCommit afterCommit) {
        afterCommit.run(() -> {});
        afterCommit.afterRollback(() -> {});
        afterCommit.afterCompletion(outcome -> {});
    }

    private static void fail() {
        throw new IllegalStateException("test");
    }

    private List<Tuple> events() {
        return recorded.transactions().stream()
                .map(event -> transaction(
                        event.getString("outcome"),
                        event.getInt("registered"),
                        event.getInt("run"),
                        event.getInt("failed"),
                        event.getInt("discarded")))
                .toList();
    }

    private static Tuple transaction(String outcome, int registered, int run, int failed, int discarded) {
        return tuple(outcome, registered, run, failed, discarded);
    }
}
