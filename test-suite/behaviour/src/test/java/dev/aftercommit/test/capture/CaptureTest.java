package dev.aftercommit.test.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import dev.aftercommit.testing.CapturedCallback;
import dev.aftercommit.testing.CapturedCallback.Kind;
import dev.aftercommit.testing.CapturedCallbacks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A capture collects callbacks, and runs them when the test likes")
class CaptureTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Member.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void forget() {
        Member.TOLD.clear();
    }

    @Test
    void isEmptyWhereNothingIsRegistered() {
        inRolledBackTransaction((session, captured) -> {
            assertThat(captured.callbacks()).isEmpty();
            assertThat(captured.runAll()).isZero();
        });
    }

    @Test
    void listsCallbacksInOrder() {
        inRolledBackTransaction((session, captured) -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            afterCommit.run(() -> {});
            afterCommit.runInNewTransaction(fresh -> {});
            afterCommit.runAsync(() -> {});
            afterCommit.afterRollback(() -> {});
            afterCommit.afterCompletion(outcome -> {});
            assertThat(captured.callbacks())
                    .extracting(CapturedCallback::kind)
                    .containsExactly(Kind.RUN, Kind.NEW_TRANSACTION, Kind.ASYNC, Kind.ROLLBACK, Kind.COMPLETION);
        });
    }

    @Test
    void runsNothingByItself() {
        inRolledBackTransaction((session, captured) -> run(session, "callback"));
        assertThat(events).isEmpty();
    }

    @Test
    void runsAllInOrderAndCountsThem() {
        inRolledBackTransaction((session, captured) -> {
            run(session, "first");
            run(session, "second");
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
            AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
            assertThat(captured.runAll()).isEqualTo(3);
        });
        assertThat(events).containsExactly("first", "second", "COMMITTED");
    }

    @Test
    void runsEachOnce() {
        inRolledBackTransaction((session, captured) -> {
            run(session, "first");
            assertThat(captured.runAll()).isEqualTo(1);
            run(session, "second");
            assertThat(captured.runAll()).isEqualTo(1);
            assertThat(captured.callbacks()).hasSize(2);
        });
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void runsWhatWasRunNotAgainAtTheCommit() {
        try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
            factory.inTransaction(session -> {
                run(session, "callback");
                captured.runAll();
            });
        }
        assertThat(events).containsExactly("callback");
    }

    @Test
    void keepsCapturedAfterACommit() {
        try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
            factory.inTransaction(session -> run(session, "callback"));
            assertThat(events).isEmpty();
            assertThat(captured.runAll()).isEqualTo(1);
        }
        assertThat(events).containsExactly("callback");
    }

    @Test
    void removesWhatWasRolledBack() {
        try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
            rollBack(session -> {
                run(session, "callback");
                AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
                AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
            });
            assertThat(captured.callbacks()).isEmpty();
            assertThat(captured.runAll()).isZero();
        }
        assertThat(events).isEmpty();
    }

    @Test
    void leavesOutWhatWasRegisteredBefore() {
        factory.inTransaction(session -> {
            run(session, "before");
            try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
                run(session, "within");
                assertThat(captured.callbacks()).hasSize(1);
            }
            run(session, "behind");
        });
        assertThat(events).containsExactly("before", "behind");
    }

    @Test
    void keepsWhatWasRegisteredBeforeWhereOneOfASavepointIsRun() {
        factory.inTransaction(session -> {
            run(session, "before");
            try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
                AfterCommit.of(session).inSavepoint(() -> {
                    run(session, "within");
                    captured.runAll();
                });
            }
        });
        assertThat(events).containsExactly("within", "before");
    }

    @Test
    void leavesOutWhatIsOfAnotherFactory() throws Exception {
        try (TestFactory other = TestFactory.of(Member.class);
                CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
            other.inTransaction(session -> run(session, "other"));
            assertThat(captured.callbacks()).isEmpty();
        }
        assertThat(events).containsExactly("other");
    }

    @Test
    void leavesOutWhatAnotherThreadRegisters() {
        try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
            CompletableFuture.runAsync(() -> factory.inTransaction(session -> run(session, "other")))
                    .join();
            assertThat(captured.callbacks()).isEmpty();
        }
        assertThat(events).containsExactly("other");
    }

    @Test
    void leavesOutWhatRunsAtOnce() {
        try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get());
                Session session = factory.open()) {
            run(session, "at once");
            assertThat(captured.callbacks()).isEmpty();
        }
        assertThat(events).containsExactly("at once");
    }

    @Test
    void dropsWhatHasNotRunWhenItIsClosed() {
        List<CompletableFuture<Void>> futures = new ArrayList<>();
        factory.inTransaction(session -> {
            try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
                futures.add(AfterCommit.of(session).runAsync(() -> events.add("async")));
                assertThat(captured.callbacks()).hasSize(1);
            }
        });
        assertThat(events).isEmpty();
        assertThat(futures.get(0)).isCancelled();
    }

    @Test
    void leavesOutADiscardedScope() {
        inRolledBackTransaction((session, captured) -> {
            run(session, "outer");
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> {
                        run(session, "inner");
                        assertThat(captured.callbacks()).hasSize(2);
                        throw new IllegalStateException("undo");
                    }))
                    .hasMessage("undo");
            assertThat(captured.callbacks()).hasSize(1);
            captured.runAll();
        });
        assertThat(events).containsExactly("outer");
    }

    @Test
    void keepsAKeptScopeInItsPlace() {
        inRolledBackTransaction((session, captured) -> {
            run(session, "outer");
            AfterCommit.of(session).inSavepoint(() -> run(session, "inner"));
            run(session, "behind");
            captured.runAll();
        });
        assertThat(events).containsExactly("outer", "inner", "behind");
    }

    @Test
    void runsTheLastRunOnceOfAKey() {
        inRolledBackTransaction((session, captured) -> {
            AfterCommit.of(session).runOnce("key", () -> events.add("first"));
            AfterCommit.of(session).runOnce("key", () -> events.add("last"));
            assertThat(captured.callbacks()).hasSize(1);
            captured.runAll();
            AfterCommit.of(session).runOnce("key", () -> events.add("again"));
            captured.runAll();
        });
        assertThat(events).containsExactly("last", "again");
    }

    @Test
    void runsWhatACallbackRegistersInTheOpenTransaction() {
        inRolledBackTransaction((session, captured) -> {
            registerTree(session);
            assertThat(captured.runAll()).isEqualTo(5);
            assertThat(captured.callbacks()).hasSize(5);
        });
        assertThat(events).containsExactly("branch 1", "branch 2", "leaf 3", "leaf 1", "leaf 2");
    }

    @Test
    void runsWhatACallbackRegistersAfterACommit() {
        try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get());
                Session session = factory.open()) {
            session.beginTransaction();
            registerTree(session);
            session.getTransaction().commit();
            assertThat(captured.runAll()).isEqualTo(5);
        }
        assertThat(events).containsExactly("branch 1", "branch 2", "leaf 3", "leaf 1", "leaf 2");
    }

    @Test
    void goesOnAfterAFailingCallback() {
        inRolledBackTransaction((session, captured) -> {
            fail(session);
            run(session, "next");
            assertThat(captured.runAll()).isEqualTo(2);
        });
        assertThat(events).containsExactly("next");
        assertThat(log.failures()).singleElement().hasToString("java.lang.IllegalStateException: test");
    }

    @Test
    void throwsWhatHasFailedIfThePolicySaysSo() {
        factory.with(AfterCommitSettings.FAILURE_POLICY, "rethrow");
        inRolledBackTransaction((session, captured) -> {
            fail(session);
            run(session, "next");
            assertThatThrownBy(captured::runAll).isInstanceOf(AfterCommitException.class);
        });
        assertThat(events).containsExactly("next");
    }

    @Test
    void stopsAtAFailureIfThePolicySaysSo() {
        factory.with(AfterCommitSettings.FAILURE_POLICY, "stop");
        inRolledBackTransaction((session, captured) -> {
            fail(session);
            run(session, "next");
            assertThatThrownBy(captured::runAll)
                    .isInstanceOfSatisfying(
                            AfterCommitException.class,
                            exception -> assertThat(exception.notRun()).isEqualTo(1));
        });
        assertThat(events).isEmpty();
    }

    @Test
    void runsACompletionCallbackWhereAFailureHasStoppedTheRest() {
        factory.with(AfterCommitSettings.FAILURE_POLICY, "stop");
        inRolledBackTransaction((session, captured) -> {
            fail(session);
            run(session, "next");
            AfterCommit.of(session).afterCompletion(outcome -> events.add("completed"));
            assertThatThrownBy(captured::runAll).isInstanceOf(AfterCommitException.class);
        });
        assertThat(events).containsExactly("completed");
    }

    @Test
    void cancelsTheFutureOfWhatIsRolledBack() {
        List<CompletableFuture<Void>> futures = new ArrayList<>();
        inRolledBackTransaction(
                (session, captured) -> futures.add(AfterCommit.of(session).runAsync(() -> events.add("asynchronous"))));
        assertThat(futures)
                .singleElement()
                .satisfies(future -> assertThat(future).isCancelled());
        assertThat(events).isEmpty();
    }

    @Test
    void forgetsTheKeyOfWhatWasDropped() {
        factory.inTransaction(session -> {
            try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
                AfterCommit.of(session).runOnce("key", () -> events.add("captured"));
                assertThat(captured.callbacks()).hasSize(1);
            }
            AfterCommit.of(session).runOnce("key", () -> events.add("registered"));
        });
        assertThat(events).containsExactly("registered");
    }

    @Test
    void runsOneAlone() {
        inRolledBackTransaction((session, captured) -> {
            run(session, "first");
            run(session, "second");
            CapturedCallback second = captured.callbacks().get(1);
            second.run();
            assertThat(events).containsExactly("second");
            assertThatThrownBy(second::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("HAC000070");
            captured.runAll();
        });
        assertThat(events).containsExactly("second", "first");
    }

    @Test
    void throwsWhatOneAloneThrows() {
        inRolledBackTransaction((session, captured) -> {
            fail(session);
            assertThatThrownBy(() -> captured.callbacks().get(0).run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("test");
        });
    }

    @Test
    void capturesCallbackMethodsAfterAFlush() {
        inRolledBackTransaction((session, captured) -> {
            session.persist(new Member(1, "ada@example.org"));
            assertThat(captured.callbacks()).isEmpty();
            assertThat(captured.flush(session).callbacks())
                    .extracting(CapturedCallback::kind)
                    .containsExactlyInAnyOrder(Kind.ENTITY, Kind.ROLLBACK);
            assertThat(captured.runAll()).isEqualTo(1);
        });
        assertThat(Member.TOLD).containsExactly("welcome ada@example.org");
    }

    @Test
    void listsTheNetChange() {
        inRolledBackTransaction((session, captured) -> {
            Member member = new Member(1, "ada@example.org");
            session.persist(member);
            session.flush();
            session.remove(member);
            assertThat(captured.flush(session).callbacks()).isEmpty();
        });
    }

    @Test
    void beginsAnewWithAnEntityWhoseCallbackHasRun() {
        inRolledBackTransaction((session, captured) -> {
            Member member = new Member(1, "ada@example.org");
            session.persist(member);
            captured.flush(session).runAll();
            member.email = "ada@example.com";
            captured.flush(session).runAll();
        });
        assertThat(Member.TOLD)
                .containsExactly("welcome ada@example.org", "confirm ada@example.org -> ada@example.com");
    }

    @Test
    void writesOfANewTransactionAreOfTheOpenOne() {
        inRolledBackTransaction((session, captured) -> {
            session.persist(new Member(1, "ada@example.org"));
            AfterCommit.of(session).runInNewTransaction(fresh -> {
                events.add("found " + fresh.find(Member.class, 1).email);
                fresh.persist(new Member(2, "bob@example.org"));
            });
            captured.runAll();
            assertThat(session.find(Member.class, 2)).isNotNull();
        });
        assertThat(events).containsExactly("found ada@example.org");
        assertThat(factory.count(Member.class)).isZero();
    }

    @Test
    void writesOfANewTransactionAreTheirOwnWhereAStatelessSessionHasTheOpenOne() {
        try (StatelessSession session = factory.get().openStatelessSession();
                CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
            session.beginTransaction();
            AfterCommit.of(session).runInNewTransaction(fresh -> fresh.persist(new Member(1, "ada@example.org")));
            captured.runAll();
            session.getTransaction().rollback();
        }
        assertThat(factory.count(Member.class)).isEqualTo(1);
    }

    @Test
    void runsAsynchronousCallbacksOnTheThreadOfTheTest() {
        inRolledBackTransaction((session, captured) -> {
            CompletableFuture<Void> future = AfterCommit.of(session)
                    .runAsync(() -> events.add(Thread.currentThread().getName()));
            captured.runAll();
            assertThat(future).isCompleted();
        });
        assertThat(events).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void tellsWhereACallbackWasRegistered() {
        inRolledBackTransaction((session, captured) -> {
            run(session, "callback");
            StackTraceElement place = captured.callbacks().get(0).registeredAt();
            assertThat(place.getClassName()).isEqualTo(CaptureTest.class.getName());
            assertThat(place.getMethodName()).isEqualTo("run");
        });
    }

    @Test
    void tellsWhereAnEntityWasFlushed() {
        inRolledBackTransaction((session, captured) -> {
            session.persist(new Member(1, "ada@example.org"));
            session.flush();
            assertThat(captured.callbacks().get(0).registeredAt().getClassName())
                    .isEqualTo(CaptureTest.class.getName());
        });
    }

    @Test
    void capturesInTheInnermostOfSeveral() {
        inRolledBackTransaction((session, outer) -> {
            run(session, "outer");
            try (CapturedCallbacks inner = CapturedCallbacks.capture(factory.get())) {
                run(session, "inner");
                assertThat(inner.callbacks()).hasSize(1);
            }
            run(session, "outer again");
            assertThat(outer.callbacks()).hasSize(2);
            outer.runAll();
        });
        assertThat(events).containsExactly("outer", "outer again");
    }

    @Test
    void saysWhatWasCaptured() {
        inRolledBackTransaction((session, captured) -> {
            assertThat(captured).hasToString("no callbacks");
            session.persist(new Member(1, "ada@example.org"));
            session.flush();
            assertThat(captured.toString())
                    .contains(
                            "ENTITY ",
                            "Member.welcome",
                            "(INSERT of " + Member.class.getName() + "#1), registered at ");
        });
    }

    private interface Body {

        void run(Session session, CapturedCallbacks captured);
    }

    private void inRolledBackTransaction(Body body) {
        factory.get();
        try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
            rollBack(session -> body.run(session, captured));
        }
    }

    private void rollBack(Consumer<Session> work) {
        factory.inTransaction(session -> {
            work.accept(session);
            session.getTransaction().setRollbackOnly();
        });
    }

    private void registerTree(Session session) {
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> {
            events.add("branch 1");
            afterCommit.run(() -> {
                events.add("branch 2");
                run(session, "leaf 1");
                run(session, "leaf 2");
            });
            run(session, "leaf 3");
        });
    }

    private void run(Session session, String name) {
        AfterCommit.of(session).run(() -> events.add(name));
    }

    private static void fail(Session session) {
        AfterCommit.of(session).run(() -> {
            throw new IllegalStateException("test");
        });
    }
}
