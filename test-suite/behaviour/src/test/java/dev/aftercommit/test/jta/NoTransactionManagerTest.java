package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionEvents;
import dev.aftercommit.test.support.TestFactory;
import jakarta.transaction.TransactionManager;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R9: where the platform gives no transaction manager, callbacks run unsuspended, after one warning")
class NoTransactionManagerTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(new WithoutTransactionManager(), Entry.class)
            .with("hibernate.jta.prefer_user_transaction", "true")
            .with("hibernate.dialect", "org.hibernate.dialect.H2Dialect")
            .with("hibernate.hbm2ddl.auto", "none");

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final CompletionEvents events = new CompletionEvents();

    @Test
    void runsAfterTheCommit() {
        complete(() -> jta.commit());
        assertThat(events.said()).containsExactly("committed", "COMMITTED");
    }

    @Test
    void runsRollbackCallbacksAfterTheRollback() {
        complete(() -> jta.rollback());
        assertThat(events.said()).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void runsRollbackCallbacksOfAnUnjoinedSessionAfterATimeout() {
        try (Session session =
                factory.get().withOptions().autoJoinTransactions(false).openSession()) {
            jta.beginWithTimeout();
            events.register(session);
            jta.awaitTimeout();
            assertThatThrownBy(jta::commit).isNotNull();
        }
        assertThat(events.said()).containsExactly("ROLLED_BACK", "rolled back");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void warnsOnce(int transactions) {
        for (int i = 0; i < transactions; i++) {
            complete(() -> jta.commit());
        }
        assertThat(log.messages())
                .containsExactly("WARN HAC000009: The JTA platform " + WithoutTransactionManager.class.getName()
                        + " gives no transaction manager: callbacks run with the finished transaction still bound to the"
                        + " thread, and cannot begin a transaction of their own. This is logged once.");
    }

    private void complete(Runnable completion) {
        Jta.begin();
        try (Session session = factory.open()) {
            events.register(session);
            completion.run();
        }
    }

    private static final class WithoutTransactionManager extends NarayanaPlatform {

        private static final long serialVersionUID = 1;

        @Override
        public TransactionManager retrieveTransactionManager() {
            return null;
        }
    }
}
