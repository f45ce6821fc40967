package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R1, R12: callbacks follow the outcome of the JTA transaction")
@Tag("R12")
class JtaCompletionTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @AfterEach
    void logsNothing() {
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void runsAfterTheCommit() {
        jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a"));
            register(session);
            AfterCommit.of(session).run(() -> events.add("rows " + factory.count(Entry.class)));
            assertThat(events).isEmpty();
            jta.commit();
        }
        assertThat(events).containsExactly("committed", "COMMITTED", "rows 1");
    }

    @Test
    void runsRollbackCallbacksAfterARollback() {
        jta.begin();
        try (Session session = factory.open()) {
            register(session);
            jta.rollback();
        }
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void runsRollbackCallbacksAfterTheCommitOfATransactionThatIsMarkedForRollback() {
        jta.begin();
        try (Session session = factory.open()) {
            register(session);
            jta.setRollbackOnly();
            assertThatThrownBy(jta::commit).isNotNull();
        }
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void runsRollbackCallbacksAfterAFlushThatFailsInTheCommit() {
        jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a name that is longer than its column"));
            register(session);
            assertThatThrownBy(jta::commit).isNotNull();
        }
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void runsRollbackCallbacksOfWhatIsRegisteredAfterTheMarkForRollback() {
        try (Session session = factory.open()) {
            jta.begin();
            jta.setRollbackOnly();
            register(session);
            jta.rollback();
        }
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void followsATransactionThatTheSessionBegins() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            register(session);
            session.getTransaction().commit();
            session.beginTransaction();
            register(session);
            session.getTransaction().rollback();
        }
        assertThat(events).containsExactly("committed", "COMMITTED", "ROLLED_BACK", "rolled back");
    }

    @Test
    void followsEachTransactionOfASession() {
        try (Session session = factory.open()) {
            for (int i = 0; i < 2; i++) {
                jta.begin();
                register(session);
                jta.commit();
            }
            jta.begin();
            jta.rollback();
        }
        assertThat(events).containsExactly("committed", "COMMITTED", "committed", "COMMITTED");
    }

    @Test
    void runsTheCallbacksOfEverySessionOfTheTransaction() {
        jta.begin();
        try (Session first = factory.open();
                Session second = factory.open()) {
            AfterCommit.of(first).run(() -> events.add("first"));
            AfterCommit.of(second).run(() -> events.add("second"));
            jta.commit();
        }
        assertThat(events).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void runsTheCallbacksOfAStatelessSession() {
        jta.begin();
        try (StatelessSession session = factory.get().openStatelessSession()) {
            session.insert(new Entry(1, "a"));
            AfterCommit.of(session).run(() -> events.add("committed"));
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
            jta.commit();
        }
        assertThat(events).containsExactly("committed");
    }

    @Test
    void runsTheRollbackCallbacksOfAStatelessSession() {
        jta.begin();
        try (StatelessSession session = factory.get().openStatelessSession()) {
            AfterCommit.of(session).run(() -> events.add("committed"));
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
            jta.rollback();
        }
        assertThat(events).containsExactly("rolled back");
    }

    @Test
    void runsAtOnceWhereNoTransactionIsBoundToTheThread() {
        try (Session session = factory.open()) {
            register(session);
            assertThat(AfterCommit.of(session).isTransactionActive()).isFalse();
        }
        assertThat(events).containsExactly("committed", "COMMITTED");
    }

    @Test
    void runsWhatASynchronizationRegistersBeforeTheCommit() {
        jta.begin();
        try (Session session = factory.open()) {
            session.getTransaction().registerSynchronization(new Registering(session));
            jta.commit();
        }
        assertThat(events).containsExactly("committed", "COMMITTED");
    }

    private void register(Session session) {
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> events.add("committed"));
        afterCommit.afterRollback(() -> events.add("rolled back"));
        afterCommit.afterCompletion(outcome -> events.add(outcome.name()));
    }

    private final class Registering implements Synchronization {

        private final Session session;

        Registering(Session session) {
            this.session = session;
        }

        @Override
        public void beforeCompletion() {
            register(session);
        }

        @Override
        public void afterCompletion(int status) {
            // too late to register
        }
    }
}
