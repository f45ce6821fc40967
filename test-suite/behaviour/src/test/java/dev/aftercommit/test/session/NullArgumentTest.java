package dev.aftercommit.test.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R6: an argument that is null is refused by its name")
class NullArgumentTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Note.class);

    @Test
    void refusesANullSession() {
        assertNames("session", () -> AfterCommit.of((Session) null));
        assertNames("session", () -> AfterCommit.of((StatelessSession) null));
        assertNames("entityManager", () -> AfterCommit.of((EntityManager) null));
        assertNames("session", () -> AfterCommitSession.of((Session) null));
        assertNames("entityManager", () -> AfterCommitSession.of((EntityManager) null));
    }

    @Test
    void refusesANullFactory() {
        assertNames("factory", () -> AfterCommitSession.open(null));
        assertNames("factory", () -> AfterCommitSession.inTransaction(null, session -> {}));
        assertNames("factory", () -> AfterCommitSession.fromTransaction(null, session -> 1));
    }

    @Test
    void refusesNullWork() {
        assertNames("work", () -> AfterCommitSession.inTransaction(factory.get(), null));
        assertNames("work", () -> AfterCommitSession.fromTransaction(factory.get(), null));
    }

    @Test
    void refusesANullCallbackInATransaction() {
        List<String> events = new ArrayList<>();
        factory.inTransaction(session -> {
            assertNullCallbacksAreRefused(session);
            AfterCommit.of(session).run(() -> events.add("callback"));
        });
        assertThat(events).containsExactly("callback");
    }

    @Test
    void refusesANullCallbackWhereNoTransactionIsActive() {
        try (Session session = factory.open()) {
            assertNullCallbacksAreRefused(session);
        }
    }

    @Test
    void refusesANullCallbackOfAView() {
        try (AfterCommitSession view = AfterCommitSession.open(factory.get())) {
            assertNames("callback", () -> view.afterCommit(null));
            assertNames("callback", () -> view.afterRollback(null));
            assertNames("callback", () -> view.afterCompletion(null));
        }
    }

    private static void assertNullCallbacksAreRefused(Session session) {
        AfterCommit afterCommit = AfterCommit.of(session);
        assertNames("callback", () -> afterCommit.run(null));
        assertNames("key", () -> afterCommit.runOnce(null, () -> {}));
        assertNames("callback", () -> afterCommit.runOnce("key", null));
        assertNames("work", () -> afterCommit.runInNewTransaction(null));
        assertNames("callback", () -> afterCommit.afterRollback(null));
        assertNames("callback", () -> afterCommit.afterCompletion(null));
    }

    private static void assertNames(String argument, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(argument);
    }
}
