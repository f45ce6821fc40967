package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
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

@DisplayName("R12: rollback callbacks, and no commit callbacks, run after every kind of rollback")
class RollbackTest {

    private static final String TOO_LONG = "a name that is longer than its column";

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();
    private Session session;

    @BeforeEach
    void begin() {
        session = factory.open();
        session.beginTransaction();
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> events.add("committed"));
        afterCommit.afterRollback(() -> events.add("rolled back"));
        afterCommit.afterCompletion(outcome -> events.add(outcome.name()));
    }

    @AfterEach
    void close() {
        session.close();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void afterARollback() {
        session.getTransaction().rollback();
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void afterTheCommitOfATransactionThatIsMarkedForRollback() {
        session.getTransaction().setRollbackOnly();
        session.getTransaction().commit();
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void afterWhatIsRegisteredInATransactionThatIsMarkedForRollback() {
        session.getTransaction().setRollbackOnly();
        AfterCommit.of(session).run(() -> events.add("registered late"));
        AfterCommit.of(session).afterRollback(() -> events.add("rolled back, registered late"));
        session.getTransaction().rollback();
        assertThat(events).containsExactly("rolled back, registered late", "ROLLED_BACK", "rolled back");
    }

    @Test
    void afterAFlushThatFailsInTheCommit() {
        session.persist(new Item(1, TOO_LONG));
        assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void afterAFlushThatFailsByItself() {
        session.persist(new Item(1, TOO_LONG));
        assertThatThrownBy(session::flush).isNotNull();
        session.getTransaction().rollback();
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void afterASynchronizationThatRefusesTheCommit() {
        session.getTransaction().registerSynchronization(new RefusingSynchronization());
        assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
        session.close();
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void notAfterACommit() {
        session.getTransaction().commit();
        assertThat(events).containsExactly("committed", "COMMITTED");
    }

    @Test
    void notAgainAtTheNextRollbackOfTheSession() {
        session.getTransaction().rollback();
        session.beginTransaction();
        session.getTransaction().rollback();
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    private static final class RefusingSynchronization implements Synchronization {

        @Override
        public void beforeCompletion() {
            throw new IllegalStateException("refused");
        }

        @Override
        public void afterCompletion(int status) {
            // nothing is left to do
        }
    }
}
