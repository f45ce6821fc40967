package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionEvents;
import dev.aftercommit.test.support.TestFactory;
import jakarta.transaction.Synchronization;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
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
    final CapturedLog log = CapturedLog.expectSilence();

    private final CompletionEvents events = new CompletionEvents();

    @Test
    void runsAfterTheCommit() {
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a"));
            events.register(session);
            AfterCommit.of(session).run(() -> events.add("rows " + factory.count(Entry.class)));
            assertThat(events.said()).isEmpty();
            jta.commit();
        }
        assertThat(events.said()).containsExactly("committed", "COMMITTED", "rows 1");
    }

    @Test
    void runsWhenHibernateIsToldWhereAnotherIsToldFirstAndClosesTheSession() {
        Jta.begin();
        Session session = factory.open();
        new TransactionSynchronizationRegistryImple().registerInterposedSynchronization(new AfterCompletion(() -> {
            session.close();
            events.add("closed");
        }));
        events.register(session);
        jta.commit();
        assertThat(events.said()).containsExactly("closed", "committed", "COMMITTED");
    }

    @Test
    void runsRollbackCallbacksAfterARollback() {
        Jta.begin();
        try (Session session = factory.open()) {
            events.register(session);
            jta.rollback();
        }
        assertThat(events.said()).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void runsRollbackCallbacksAfterTheCommitOfATransactionThatIsMarkedForRollback() {
        Jta.begin();
        try (Session session = factory.open()) {
            events.register(session);
            jta.setRollbackOnly();
            assertThatThrownBy(jta::commit).isNotNull();
        }
        assertThat(events.said()).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void runsRollbackCallbacksAfterAFlushThatFailsInTheCommit() {
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a name that is longer than its column"));
            events.register(session);
            assertThatThrownBy(jta::commit).isNotNull();
        }
        assertThat(events.said()).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void runsRollbackCallbacksOfWhatIsRegisteredAfterTheMarkForRollback() {
        try (Session session = factory.open()) {
            Jta.begin();
            jta.setRollbackOnly();
            events.register(session);
            jta.rollback();
        }
        assertThat(events.said()).containsExactly("ROLLED_BACK", "rolled back");
    }

    @Test
    void followsATransactionThatTheSessionBegins() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            events.register(session);
            session.getTransaction().commit();
            session.beginTransaction();
            events.register(session);
            session.getTransaction().rollback();
        }
        assertThat(events.said()).containsExactly("committed", "COMMITTED", "ROLLED_BACK", "rolled back");
    }

    @Test
    void followsEachTransactionOfASession() {
        try (Session session = factory.open()) {
            for (int i = 0; i < 2; i++) {
                Jta.begin();
                events.register(session);
                jta.commit();
            }
            Jta.begin();
            jta.rollback();
        }
        assertThat(events.said()).containsExactly("committed", "COMMITTED", "committed", "COMMITTED");
    }

    @Test
    void runsTheCallbacksOfEverySessionOfTheTransaction() {
        Jta.begin();
        try (Session first = factory.open();
                Session second = factory.open()) {
            AfterCommit.of(first).run(() -> events.add("first"));
            AfterCommit.of(second).run(() -> events.add("second"));
            jta.commit();
        }
        assertThat(events.said()).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void runsTheCallbacksOfAStatelessSession() {
        Jta.begin();
        try (StatelessSession session = factory.get().openStatelessSession()) {
            session.insert(new Entry(1, "a"));
            AfterCommit.of(session).run(() -> events.add("committed"));
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
            jta.commit();
        }
        assertThat(events.said()).containsExactly("committed");
    }

    @Test
    void runsTheRollbackCallbacksOfAStatelessSession() {
        Jta.begin();
        try (StatelessSession session = factory.get().openStatelessSession()) {
            AfterCommit.of(session).run(() -> events.add("committed"));
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
            jta.rollback();
        }
        assertThat(events.said()).containsExactly("rolled back");
    }

    @Test
    void runsAtOnceWhereNoTransactionIsBoundToTheThread() {
        try (Session session = factory.open()) {
            events.register(session);
            assertThat(AfterCommit.of(session).isTransactionActive()).isFalse();
        }
        assertThat(events.said()).containsExactly("committed", "COMMITTED");
    }

    @Test
    void runsWhatASynchronizationRegistersBeforeTheCommit() {
        Jta.begin();
        try (Session session = factory.open()) {
            session.getTransaction().registerSynchronization(new Registering(session));
            jta.commit();
        }
        assertThat(events.said()).containsExactly("committed", "COMMITTED");
    }

    private final class Registering implements Synchronization {

        private final Session session;

        Registering(Session session) {
            this.session = session;
        }

        @Override
        public void beforeCompletion() {
            events.register(session);
        }

        @Override
        public void afterCompletion(int status) {
            // too late to register
        }
    }
}
