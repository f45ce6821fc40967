package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R10: a callback that throws hurts nobody")
class CallbackFailureTest {

    private static final String LAMBDA = "(lambda in " + CallbackFailureTest.class.getName() + ")";

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("test"),
                new AssertionError("test"),
                new IOException("test"),
                new StackOverflowError("test"),
                new LinkageError("test"));
    }

    static List<VirtualMachineError> errorsOfTheMachine() {
        return List.of(new InternalError("test"), new OutOfMemoryError("test"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void letsTheOthersRunAndTheCallerSeeANormalCommit(Throwable failure) {
        commit(session -> AfterCommit.of(session).run(() -> CallbackFailureTest.<RuntimeException>fail(failure)));
        assertThat(events).containsExactly("before", "behind", "commit returned");
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isLoggedWithItsDescription(Throwable failure) {
        commit(session -> AfterCommit.of(session).run(() -> CallbackFailureTest.<RuntimeException>fail(failure)));
        assertThat(log.messages()).containsExactly(failed("run" + LAMBDA, "COMMITTED"));
        assertThat(log.failures()).containsExactly(failure);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void letsTheCallerSeeANormalCommitWithJpaBootstrap(Throwable failure) {
        factory.jpa();
        commit(session -> AfterCommit.of(session).run(() -> CallbackFailureTest.<RuntimeException>fail(failure)));
        assertThat(events).containsExactly("before", "behind", "commit returned");
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @Test
    void isLoggedForEachThatFails() {
        commit(session -> {
            AfterCommit.of(session).run(() -> fail(new IllegalStateException("first")));
            AfterCommit.of(session).run(() -> fail(new IllegalStateException("second")));
        });
        assertThat(log.failures()).extracting(Throwable::getMessage).containsExactly("first", "second");
    }

    @Test
    void isLoggedForWorkInANewTransaction() {
        commit(session ->
                AfterCommit.of(session).runInNewTransaction(inner -> fail(new IllegalStateException("test"))));
        assertThat(events).containsExactly("before", "behind", "commit returned");
        assertThat(log.messages()).containsExactly(failed("runInNewTransaction" + LAMBDA, "COMMITTED"));
    }

    @Test
    void isLoggedForACompletionCallback() {
        commit(session -> AfterCommit.of(session).afterCompletion(outcome -> fail(new IllegalStateException("test"))));
        assertThat(events).containsExactly("before", "behind", "commit returned");
        assertThat(log.messages()).containsExactly(failed("afterCompletion" + LAMBDA, "COMMITTED"));
    }

    @Test
    void isLoggedForARollbackCallback() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).afterRollback(() -> events.add("other"));
            AfterCommit.of(session).afterRollback(() -> fail(new IllegalStateException("test")));
            session.getTransaction().rollback();
        }
        assertThat(events).containsExactly("other");
        assertThat(log.messages()).containsExactly(failed("afterRollback" + LAMBDA, "ROLLED_BACK"));
    }

    @Test
    void isLoggedByTheNameOfTheClassOfACallback() {
        commit(session -> AfterCommit.of(session).run(new FailingCallback()));
        assertThat(log.messages()).containsExactly(failed("run(" + FailingCallback.class.getName() + ")", "COMMITTED"));
    }

    @Test
    void leavesTheSessionUsable() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> fail(new IllegalStateException("test")));
            session.getTransaction().commit();
            session.beginTransaction();
            AfterCommit.of(session).run(() -> events.add("second"));
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("second");
    }

    @Test
    void keepsTheInterrupt() {
        List<Boolean> interrupted = new ArrayList<>();
        commit(session -> {
            AfterCommit.of(session).run(() -> Thread.currentThread().interrupt());
            AfterCommit.of(session)
                    .run(() -> interrupted.add(Thread.currentThread().isInterrupted()));
        });
        interrupted.add(Thread.interrupted());
        assertThat(interrupted).containsExactly(true, true);
    }

    @Test
    void interruptsTheThreadAgainWhereACallbackThrewInterruptedException() {
        commit(session -> AfterCommit.of(session)
                .run(() -> CallbackFailureTest.<RuntimeException>fail(new InterruptedException("test"))));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).containsExactly("before", "behind", "commit returned");
    }

    @ParameterizedTest
    @MethodSource("errorsOfTheMachine")
    void isThrownToTheCallerAfterTheOthersHaveRunWhereTheVirtualMachineIsBroken(VirtualMachineError failure) {
        assertThatThrownBy(() -> commit(session -> AfterCommit.of(session).run(() -> fail(failure))))
                .isSameAs(failure);
        assertThat(events).containsExactly("before", "behind");
        assertThat(log.failures()).containsExactly(failure);
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("errorsOfTheMachine")
    void isThrownWhereTheVirtualMachineIsBrokenWithJpaBootstrapToo(VirtualMachineError failure) {
        factory.jpa();
        assertThatThrownBy(() -> commit(session -> AfterCommit.of(session).run(() -> fail(failure))))
                .isSameAs(failure);
        assertThat(events).containsExactly("before", "behind");
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @Test
    void runsCallbacksOfAnInterruptedThreadAndLeavesItInterrupted() {
        commit(session -> Thread.currentThread().interrupt());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).containsExactly("before", "behind", "commit returned");
    }

    private void commit(Consumer<Session> registration) {
        factory.inTransaction(session -> {
            session.persist(new Item(1, "a"));
            AfterCommit.of(session).run(() -> events.add("before"));
            registration.accept(session);
            AfterCommit.of(session).run(() -> events.add("behind"));
        });
        events.add("commit returned");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void fail(Throwable failure) throws T {
        throw (T) failure;
    }

    private static String failed(String callback, String outcome) {
        return "ERROR HAC000001: A callback failed: " + callback + ". The transaction is " + outcome
                + ", and stays so.";
    }

    private static final class FailingCallback implements Runnable {

        @Override
        public void run() {
            throw new IllegalStateException("test");
        }
    }
}
