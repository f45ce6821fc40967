package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionProcess;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R7, R10: with JTA too, what throws hurts nobody")
@Tag("R10")
class JtaFailureTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @Test
    void letsTheOthersRunWhereACallbackThrows() {
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a"));
            run(session, "before");
            failingCallback(session);
            run(session, "behind");
            jta.commit();
        }
        assertThat(events).containsExactly("before", "behind");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
        assertThat(log.failures()).singleElement().hasToString("java.lang.AssertionError: test");
    }

    @Test
    void takesAnOverflowOfTheStackForAFailureLikeOthers() {
        commitAndFail(new StackOverflowError("test"));
        assertThat(events).containsExactly("behind");
        assertThat(log.failures()).singleElement().isInstanceOf(StackOverflowError.class);
    }

    @Test
    void logsAnErrorOfTheMachineWhichTheTransactionManagerSwallows() {
        OutOfMemoryError failure = new OutOfMemoryError("test");
        commitAndFail(failure);
        assertThat(events).containsExactly("behind");
        assertThat(log.failures()).containsExactly(failure);
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void runsCallbacksOfAnInterruptedThreadAndLeavesItInterrupted() {
        Jta.begin();
        try (Session session = factory.open()) {
            run(session, "callback");
            Thread.currentThread().interrupt();
            jta.commit();
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).containsExactly("callback");
    }

    @Test
    void letsTheSessionJoinTheNextTransactionWhereACallbackThrows() {
        assertJoinsTheNextAfter(JtaFailureTest::failingCallback);
    }

    @Test
    void letsTheSessionJoinTheNextTransactionWhereACallbackThrowsAnErrorOfTheMachine() {
        assertJoinsTheNextAfter(session -> AfterCommit.of(session).run(() -> {
            throw new OutOfMemoryError("test");
        }));
    }

    private void assertJoinsTheNextAfter(Consumer<Session> failing) {
        try (Session session = factory.open()) {
            Jta.begin();
            failing.accept(session);
            jta.commit();
            Jta.begin();
            session.persist(new Entry(1, "a"));
            run(session, "second");
            jta.commit();
        }
        assertThat(events).containsExactly("second");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void letsTheOthersRunWithJpaBootstrap() {
        factory.jpa().get();
        Jta.begin();
        try (EntityManager entityManager = factory.entityManagerFactory().createEntityManager()) {
            failingCallback(entityManager.unwrap(Session.class));
            AfterCommit.of(entityManager).run(() -> events.add("behind"));
            jta.commit();
        }
        assertThat(events).containsExactly("behind");
    }

    @Test
    void deliversAtTheCloseOfTheSessionWhereAForeignProcessThrew() {
        Jta.begin();
        try (Session session = factory.open()) {
            failingProcess(session);
            run(session, "callback");
            jta.commit();
        }
        assertThat(events).containsExactly("callback");
    }

    @Test
    void deliversAtTheNextUseWhereAForeignProcessThrew() {
        try (Session session = factory.open()) {
            Jta.begin();
            failingProcess(session);
            run(session, "first");
            jta.commit();
            Jta.begin();
            run(session, "second");
            assertThat(events).containsExactly("first");
            jta.rollback();
        }
        assertThat(events).containsExactly("first");
    }

    @Test
    void runsTheCallbacksOfTheNextTransactionWhereAForeignProcessThrew() {
        try (Session session = factory.open()) {
            Jta.begin();
            run(session, "first");
            failingProcess(session);
            jta.commit();
            Jta.begin();
            run(session, "second");
            jta.commit();
        }
        assertThat(events).containsExactly("first", "second");
    }

    private void commitAndFail(Error failure) {
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a"));
            AfterCommit.of(session).run(() -> {
                throw failure;
            });
            run(session, "behind");
            jta.commit();
        }
    }

    private void run(Session session, String event) {
        AfterCommit.of(session).run(() -> events.add(event));
    }

    private static void failingCallback(Session session) {
        AfterCommit.of(session).run(() -> {
            throw new AssertionError("test");
        });
    }

    private static void failingProcess(Session session) {
        CompletionProcess.register(session, (success, teller) -> {
            throw new IllegalStateException("foreign");
        });
    }
}
