package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R5: it does not matter whether the platform registers with the transaction or with the registry")
class JtaRegistrationTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(new WithTransaction(), Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = CapturedLog.expectSilence();

    private final List<String> events = new ArrayList<>();

    @Test
    void runsAfterTheCommit() {
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a"));
            AfterCommit.of(session).run(() -> events.add("committed"));
            AfterCommit.of(session).runInNewTransaction(inner -> events.add(inner.find(Entry.class, 1L).name));
            jta.commit();
        }
        assertThat(events).containsExactly("committed", "a");
    }

    @Test
    void runsRollbackCallbacksAfterTheRollback() {
        Jta.begin();
        try (Session session = factory.open()) {
            AfterCommit.of(session).run(() -> events.add("committed"));
            AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
            jta.rollback();
        }
        assertThat(events).containsExactly("rolled back");
    }

    @Test
    void runsTheCallbacksOfAnUnjoinedSession() {
        Jta.begin();
        try (Session session =
                factory.get().withOptions().autoJoinTransactions(false).openSession()) {
            AfterCommit.of(session).run(() -> events.add("committed"));
            jta.commit();
        }
        assertThat(events).containsExactly("committed");
    }

    private static final class WithTransaction extends NarayanaPlatform {

        private static final long serialVersionUID = 1;

        @Override
        public void registerSynchronization(Synchronization synchronization) {
            Jta.register(synchronization);
        }
    }
}
