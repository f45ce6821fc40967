package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionProcess;
import dev.aftercommit.test.support.TestFactory;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R7: what somebody else's failure kept Hibernate from delivering is delivered late or dropped")
class ForeignFailureTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();
    private Session session;

    @BeforeEach
    void open() {
        session = factory.open();
        session.beginTransaction();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void deliversAtTheNextBeginAfterAProcessThatThrewBeforeIt() {
        CompletionProcess.register(session, (success, teller) -> fail());
        register("first");
        completeWithFailure(() -> session.getTransaction().commit());
        session.beginTransaction();
        assertThat(events).containsExactly("first committed", "first COMMITTED");
    }

    @Test
    void deliversAtTheNextBeginAfterAProcessThatThrewBehindIt() {
        register("first");
        CompletionProcess.register(session, (success, teller) -> fail());
        completeWithFailure(() -> session.getTransaction().commit());
        session.beginTransaction();
        assertThat(events).containsExactly("first committed", "first COMMITTED");
    }

    @Test
    void deliversAtTheCloseOfTheSession() {
        CompletionProcess.register(session, (success, teller) -> fail());
        register("first");
        completeWithFailure(() -> session.getTransaction().commit());
        session.close();
        assertThat(events).containsExactly("first committed", "first COMMITTED");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void deliversAfterAnErrorOfAProcess() {
        CompletionProcess.register(session, (success, teller) -> {
            throw new AssertionError("foreign");
        });
        register("first");
        completeWithFailure(() -> session.getTransaction().commit());
        session.close();
        assertThat(events).containsExactly("first committed", "first COMMITTED");
    }

    @Test
    void deliversOnceAndNothingAtTheEndOfTheNextTransaction() {
        CompletionProcess.register(session, (success, teller) -> fail());
        register("first");
        completeWithFailure(() -> session.getTransaction().commit());
        session.beginTransaction();
        register("second");
        session.getTransaction().rollback();
        assertThat(events)
                .containsExactly("first committed", "first COMMITTED", "second ROLLED_BACK", "second rolled back");
    }

    @Test
    void deliversARollbackLateAsWell() {
        CompletionProcess.register(session, (success, teller) -> fail());
        register("first");
        completeWithFailure(() -> session.getTransaction().rollback());
        session.beginTransaction();
        session.getTransaction().commit();
        assertThat(events).containsExactly("first ROLLED_BACK", "first rolled back");
    }

    @Test
    void deliversAfterASynchronizationThatThrewBehindIt() {
        register("first");
        session.getTransaction().registerSynchronization(new FailingSynchronization());
        completeWithFailure(() -> session.getTransaction().commit());
        session.beginTransaction();
        session.getTransaction().rollback();
        assertThat(events).containsExactly("first committed", "first COMMITTED");
    }

    @Test
    void deliversAfterASynchronizationThatThrewBeforeIt() {
        session.getTransaction().registerSynchronization(new FailingSynchronization());
        register("first");
        completeWithFailure(() -> session.getTransaction().commit());
        session.beginTransaction();
        session.getTransaction().rollback();
        assertThat(events).containsExactly("first committed", "first COMMITTED");
    }

    @Test
    void dropsARollbackWithAWarningAfterASynchronizationThatThrewBeforeIt() {
        session.getTransaction().registerSynchronization(new FailingSynchronization());
        register("first");
        completeWithFailure(() -> session.getTransaction().rollback());
        session.beginTransaction();
        assertThat(events).containsExactly("first UNKNOWN");
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("WARN HAC000002: Nobody could tell whether a transaction has committed:"
                        + " dropped 2 callback(s). Reason: ");
    }

    @Test
    void runsNothingAtTheNextCommitAfterASynchronizationThatThrewBeforeIt() {
        session.getTransaction().registerSynchronization(new FailingSynchronization());
        register("first");
        completeWithFailure(() -> session.getTransaction().rollback());
        session.beginTransaction();
        session.getTransaction().commit();
        assertThat(events).containsExactly("first UNKNOWN");
    }

    @Test
    void leavesTheFailureToTheCallerOfCommit() {
        register("first");
        CompletionProcess.register(session, (success, teller) -> fail());
        assertThatThrownBy(() -> session.getTransaction().commit()).hasRootCauseMessage("foreign");
    }

    private void register(String name) {
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> events.add(name + " committed"));
        afterCommit.afterRollback(() -> events.add(name + " rolled back"));
        afterCommit.afterCompletion(outcome -> events.add(name + " " + outcome));
    }

    private void completeWithFailure(Runnable completion) {
        assertThatThrownBy(completion::run).isNotNull();
        assertThat(events).isEmpty();
    }

    private static void fail() {
        throw new IllegalStateException("foreign");
    }

    private static final class FailingSynchronization implements Synchronization {

        @Override
        public void beforeCompletion() {
            // the transaction is to commit
        }

        @Override
        public void afterCompletion(int status) {
            fail();
        }
    }
}
