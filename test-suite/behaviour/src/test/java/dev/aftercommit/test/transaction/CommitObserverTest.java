package dev.aftercommit.test.transaction;

import static dev.aftercommit.AfterCommitSettings.FAILURE_POLICY;
import static dev.aftercommit.AfterCommitSettings.OBSERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
import dev.aftercommit.PostCommit;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.CommitObserver;
import dev.aftercommit.spi.ObservedCallback;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.HibernateVersion;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R10: the commit observer is told of every callback")
class CommitObserverTest {

    private static final List<String> EVENTS = new ArrayList<>();
    private static final String TOLD = "@PostCommit " + Moody.class.getName() + ".told";
    private static final Set<Long> TRANSACTIONS = new HashSet<>();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class, Noted.class, Moody.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @BeforeEach
    void forget() {
        EVENTS.clear();
        TRANSACTIONS.clear();
    }

    @Test
    void tellsOfCallbacksThatRun() {
        factory.with(OBSERVER, new Recorder()).inTransaction(session -> {
            AfterCommit.of(session).run(() -> EVENTS.add("first"));
            AfterCommit.of(session).runInNewTransaction(inner -> EVENTS.add("second"));
        });
        assertThat(EVENTS)
                .containsExactly(
                        "registered run",
                        "registered runInNewTransaction",
                        "started run",
                        "first",
                        "succeeded run",
                        "started runInNewTransaction",
                        "second",
                        "succeeded runInNewTransaction");
    }

    @Test
    void tellsOfACallbackThatThrows() {
        factory.with(OBSERVER, new Recorder())
                .inTransaction(session -> AfterCommit.of(session).run(() -> {
                    throw new AssertionError("test");
                }));
        assertThat(EVENTS).containsExactly("registered run", "started run", "failed run: test");
    }

    @Test
    void tellsTheStartOfACallbackThatFailsBecauseItsChangeCannotBeFoundOut() {
        factory.with(OBSERVER, new Recorder()).inTransaction(session -> session.persist(new Moody()));
        EVENTS.clear();
        try {
            factory.inTransaction(session -> {
                AfterCommit.of(session).run(() -> Moody.refusing = true);
                session.find(Moody.class, 1).mood = new Moody.Mood("cross");
            });
        } finally {
            Moody.refusing = false;
        }
        assertThat(EVENTS).endsWith("started run", "succeeded run", "started " + TOLD, "failed " + TOLD + ": test");
    }

    @Test
    void tellsOfCallbacksThatAreDroppedByACommit() {
        factory.with(OBSERVER, new Recorder())
                .inTransaction(session -> AfterCommit.of(session).afterRollback(() -> EVENTS.add("rolled back")));
        assertThat(EVENTS).containsExactly("registered afterRollback", "discarded afterRollback: COMMITTED");
    }

    @Test
    void tellsOfCallbacksThatAreDroppedByARollback() {
        try (Session session = factory.with(OBSERVER, new Recorder()).open()) {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> EVENTS.add("committed"));
            AfterCommit.of(session).afterCompletion(outcome -> EVENTS.add("completed"));
            session.getTransaction().rollback();
        }
        assertThat(EVENTS)
                .containsExactly(
                        "registered run",
                        "registered afterCompletion",
                        "started afterCompletion",
                        "completed",
                        "succeeded afterCompletion",
                        "discarded run: ROLLED_BACK");
    }

    @Test
    void tellsOfCallbacksThatAreDroppedBecauseTheOutcomeIsUnknown() {
        Session session = factory.with(OBSERVER, new Recorder()).open();
        session.beginTransaction();
        AfterCommit.of(session).run(() -> EVENTS.add("committed"));
        session.close();
        assertThat(EVENTS).containsExactly("registered run", "discarded run: UNKNOWN");
    }

    @Test
    void tellsOfCallbacksThatAreDroppedBecauseAnotherHasFailed() {
        factory.with(OBSERVER, new Recorder()).with(FAILURE_POLICY, "stop");
        Throwable failure = catchThrowable(() -> factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> {
                throw new IllegalStateException("test");
            });
            AfterCommit.of(session).runAsync(() -> EVENTS.add("async"));
        }));
        assertThat(failure).isInstanceOf(AfterCommitException.class);
        assertThat(EVENTS)
                .containsExactly(
                        "registered run",
                        "registered runAsync",
                        "started run",
                        "failed run: test",
                        "discarded runAsync: COMMITTED");
    }

    @Test
    void tellsNothingOfACallbackThatRunsAtOnce() {
        try (Session session = factory.with(OBSERVER, new Recorder()).open()) {
            AfterCommit.of(session).run(() -> EVENTS.add("at once"));
        }
        assertThat(EVENTS).containsExactly("at once");
    }

    /** Before Hibernate 7.2, nobody is told of what a stateless session does. */
    @Test
    void tellsOfEntitiesThatAreChangedOutsideOfTransactions() {
        String told = "@PostCommit " + Noted.class.getName() + ".told";
        try (StatelessSession session =
                factory.with(OBSERVER, new Recorder()).get().openStatelessSession()) {
            session.insert(new Noted());
        }
        assertThat(EVENTS)
                .isEqualTo(
                        HibernateVersion.isAtLeast(7, 2)
                                ? List.of("registered " + told, "started " + told, "succeeded " + told)
                                : List.of());
    }

    @Test
    void tellsOfOneCallbackForAKey() {
        factory.with(OBSERVER, new Recorder()).inTransaction(session -> {
            AfterCommit.of(session).runOnce("key", () -> EVENTS.add("first"));
            AfterCommit.of(session).runOnce("key", () -> EVENTS.add("last"));
        });
        assertThat(EVENTS).containsExactly("registered run", "started run", "last", "succeeded run");
    }

    @Test
    void givesEachTransactionANumberOfItsOwn() {
        factory.with(OBSERVER, new Recorder());
        for (int i = 0; i < 3; i++) {
            factory.inTransaction(session -> {
                AfterCommit.of(session).run(() -> {});
                AfterCommit.of(session).run(() -> {});
            });
        }
        assertThat(TRANSACTIONS).hasSize(3);
    }

    @Test
    void describesTheCallback() {
        List<String> descriptions = new ArrayList<>();
        CommitObserver observer = new CommitObserver() {
            @Override
            public void registered(ObservedCallback callback) {
                descriptions.add(callback.description());
            }
        };
        factory.with(OBSERVER, observer)
                .inTransaction(session -> AfterCommit.of(session).run(() -> EVENTS.add("callback")));
        assertThat(descriptions).containsExactly("run(lambda in " + CommitObserverTest.class.getName() + ")");
    }

    @Test
    void namesTheKindOfTheCallback() {
        Set<String> kinds = new LinkedHashSet<>();
        CommitObserver observer = new CommitObserver() {
            @Override
            public void registered(ObservedCallback callback) {
                kinds.add(callback.kind());
            }
        };
        factory.with(OBSERVER, observer).inTransaction(session -> {
            AfterCommit.of(session).runOnce("key", () -> {});
            AfterCommit.of(session).runInNewTransaction(inner -> {});
            AfterCommit.of(session).runAsync(() -> {}, Runnable::run);
            AfterCommit.of(session).afterRollback(() -> {});
            AfterCommit.of(session).afterCompletion(outcome -> {});
            session.persist(new Noted());
        });
        assertThat(kinds)
                .containsExactly(
                        "run", "runInNewTransaction", "runAsync", "afterRollback", "afterCompletion", "@PostCommit");
    }

    @Test
    void isMadeOfItsClass() {
        factory.with(OBSERVER, Recorder.class)
                .inTransaction(session -> AfterCommit.of(session).run(() -> EVENTS.add("callback")));
        assertThat(EVENTS).containsExactly("registered run", "started run", "callback", "succeeded run");
    }

    @Test
    void isMadeOfTheNameOfItsClass() {
        factory.with(OBSERVER, Recorder.class.getName())
                .inTransaction(session -> AfterCommit.of(session).run(() -> EVENTS.add("callback")));
        assertThat(EVENTS).containsExactly("registered run", "started run", "callback", "succeeded run");
    }

    @Test
    void hurtsNobodyByThrowing() {
        factory.with(OBSERVER, new ThrowingObserver()).inTransaction(session -> {
            session.persist(new Item(1, "a"));
            AfterCommit.of(session).run(() -> EVENTS.add("callback"));
        });
        assertThat(EVENTS).containsExactly("callback");
        assertThat(factory.count(Item.class)).isEqualTo(1);
        assertThat(log.messages())
                .hasSize(3)
                .containsOnly("WARN HAC000007: The commit observer failed; what it was told is not repeated.");
    }

    @Test
    void hurtsNobodyByThrowingAnError() {
        CommitObserver observer = new CommitObserver() {
            @Override
            public void started(ObservedCallback callback) {
                throw new AssertionError("test");
            }
        };
        factory.with(OBSERVER, observer)
                .inTransaction(session -> AfterCommit.of(session).run(() -> EVENTS.add("callback")));
        assertThat(EVENTS).containsExactly("callback");
        assertThat(log.failures()).singleElement().hasToString("java.lang.AssertionError: test");
    }

    @Entity(name = "Noted")
    static class Noted {
        @Id
        int id = 1;

        @PostCommit
        void told() {
            // it is enough that it is registered
        }
    }

    public static class Recorder implements CommitObserver {

        @Override
        public void registered(ObservedCallback callback) {
            record("registered", callback, "");
        }

        @Override
        public void started(ObservedCallback callback) {
            record("started", callback, "");
        }

        @Override
        public void succeeded(ObservedCallback callback) {
            record("succeeded", callback, "");
        }

        @Override
        public void failed(ObservedCallback callback, Throwable failure) {
            record("failed", callback, ": " + failure.getMessage());
        }

        @Override
        public void discarded(ObservedCallback callback, TransactionOutcome outcome) {
            record("discarded", callback, ": " + outcome);
        }

        private static void record(String event, ObservedCallback callback, String suffix) {
            TRANSACTIONS.add(callback.transaction());
            String description = callback.description();
            EVENTS.add(event + " " + description.substring(0, description.indexOf('(')) + suffix);
        }
    }

    private static final class ThrowingObserver implements CommitObserver {

        @Override
        public void registered(ObservedCallback callback) {
            throw new IllegalStateException("test");
        }

        @Override
        public void started(ObservedCallback callback) {
            throw new IllegalStateException("test");
        }

        @Override
        public void succeeded(ObservedCallback callback) {
            throw new IllegalStateException("test");
        }
    }
}
