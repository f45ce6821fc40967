package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R12: where Hibernate does not track the thread, a timeout is told at once, on the thread that rolls back")
class UntrackedTimeoutTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class).with("hibernate.jta.track_by_thread", "false");

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new CopyOnWriteArrayList<>();
    private Session session;

    @BeforeEach
    void open() {
        session = factory.open();
    }

    @AfterEach
    void closeAndLogNothing() {
        session.close();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void runsRollbackCallbacksBeforeTheSessionIsUsedAgain() {
        jta.beginWithTimeout();
        session.persist(new Entry(1, "a"));
        session.flush();
        register();
        jta.awaitTimeout();
        assertThatThrownBy(jta::commit).isNotNull();
        assertThat(events).containsExactly("ROLLED_BACK on another thread", "rolled back on another thread");
        assertThat(factory.count(Entry.class)).isZero();
    }

    @Test
    void runsThemOnce() {
        jta.beginWithTimeout();
        register();
        jta.awaitTimeout();
        assertThatThrownBy(jta::commit).isNotNull();
        session.clear();
        session.close();
        assertThat(events).hasSize(2);
    }

    @Test
    void leavesThoseOfAnUnjoinedSessionToItsOwnThread() {
        session.close();
        session = factory.get().withOptions().autoJoinTransactions(false).openSession();
        jta.beginWithTimeout();
        register();
        jta.awaitTimeout();
        assertThat(events).isEmpty();
        assertThatThrownBy(jta::commit).isNotNull();
        session.close();
        assertThat(events).containsExactly("ROLLED_BACK on the owner", "rolled back on the owner");
    }

    @Test
    void keepsWhatARollbackCallbackWrites() {
        jta.beginWithTimeout();
        AfterCommit.of(session).afterRollback(() -> {
            Jta.begin();
            try (Session fresh = factory.open()) {
                fresh.persist(new Entry(2, "written"));
                jta.commit();
            }
            events.add("written");
        });
        AfterCommit.of(session).afterRollback(() -> events.add("behind"));
        jta.awaitTimeout();
        assertThat(events).containsExactly("behind", "written");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void leavesNothingToTheNextTransactionOfTheSession() {
        jta.beginWithTimeout();
        register();
        jta.awaitTimeout();
        assertThatThrownBy(jta::commit).isNotNull();
        events.clear();
        Jta.begin();
        session.persist(new Entry(3, "next"));
        register();
        jta.commit();
        assertThat(events).containsExactly("committed", "COMMITTED on the owner");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    private void register() {
        TimeoutEvents.register(session, events);
    }
}
