package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitException;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R9, R10, R24: a framework follows the transactions of a session")
class FrameworkTransactionTest {

    private final FrameworkTransaction framework = new FrameworkTransaction();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class).with(AfterCommitSettings.AMBIENT_TRANSACTION, framework);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @BeforeEach
    void rethrow() {
        factory.with(AfterCommitSettings.FAILURE_POLICY, "rethrow");
    }

    @Test
    void isToldOfTheSessionOncePerTransaction() {
        try (Session session = factory.open()) {
            for (int i = 0; i < 2; i++) {
                session.beginTransaction();
                AfterCommit.of(session).run(() -> {});
                AfterCommit.of(session).run(() -> {});
                session.getTransaction().commit();
            }
            assertThat(framework.sessions).containsExactly(session, session);
        }
    }

    @Test
    void isNotToldOfATransactionWithoutCallbacks() {
        factory.inTransaction(session -> session.persist(new Item(1, "a")));
        assertThat(framework.sessions).isEmpty();
    }

    @Test
    void doesNotKeepACallbackFromBeingRegistered() {
        framework.refusal = new IllegalStateException("refused");
        CompletableFuture<Void> run = new CompletableFuture<>();
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> run.complete(null)));
        assertThat(run).isCompleted();
        assertThat(log.messages()).anyMatch(line -> line.contains("HAC000008"));
    }

    @Test
    void takesOverWhatIsToBeThrown() {
        framework.throwsFailures = true;
        failAfterCommit();
        assertThat(framework.thrownLater).singleElement().isInstanceOf(AfterCommitException.class);
    }

    @Test
    void leavesToTheSessionWhatItDoesNotTakeOver() {
        assertThatThrownBy(this::failAfterCommit).isInstanceOf(AfterCommitException.class);
        assertThat(framework.thrownLater).hasSize(1);
    }

    @Test
    void makesUpForAJpaBootstrapThatCannotThrow() {
        framework.throwsFailures = true;
        factory.jpa();
        failAfterCommit();
        assertThat(framework.thrownLater).hasSize(1);
        assertThat(log.messages()).noneMatch(line -> line.contains("HAC000035"));
    }

    @Test
    void givesTheExecutorOfAsynchronousCallbacks() {
        List<String> executed = new ArrayList<>();
        framework.executor = command -> {
            executed.add("by the framework");
            command.run();
        };
        factory.inTransaction(session -> AfterCommit.of(session).runAsync(() -> {}));
        assertThat(executed).hasSize(1);
    }

    private void failAfterCommit() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {
            throw new IllegalStateException("failed");
        }));
    }
}
