package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R2, R12: a JTA transaction that has timed out runs no commit callback")
@Tag("R12")
class JtaTimeoutTest {

    private static final String LAMBDA = "(lambda in " + JtaTimeoutTest.class.getName() + ")";

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();
    private Session session;

    @BeforeEach
    void open() {
        session = factory.open();
    }

    @AfterEach
    void close() {
        closeSession();
    }

    @Test
    void runsRollbackCallbacksByTheCloseOfTheSession() {
        jta.beginWithTimeout();
        session.persist(new Entry(1, "a"));
        session.flush();
        register();
        jta.awaitTimeout();
        assertThatThrownBy(jta::commit).isNotNull();
        closeSession();
        assertThat(events).containsExactly("ROLLED_BACK on the owner", "rolled back on the owner");
    }

    @Test
    void runsRollbackCallbacksByTheNextUseOfTheSession() {
        jta.beginWithTimeout();
        register();
        jta.awaitTimeout();
        assertThat(events).isEmpty();
        assertThatThrownBy(() -> session.find(Entry.class, 1L))
                .hasMessageContaining("rolled back in a different thread");
        assertThat(events).containsExactly("ROLLED_BACK on the owner", "rolled back on the owner");
    }

    @Test
    void runsRollbackCallbacksOfAnUnjoinedSessionOnItsOwnThread() {
        closeSession();
        session = factory.get().withOptions().autoJoinTransactions(false).openSession();
        jta.beginWithTimeout();
        register();
        jta.awaitTimeout();
        assertThatThrownBy(jta::commit).isNotNull();
        closeSession();
        assertThat(events).containsExactly("ROLLED_BACK on the owner", "rolled back on the owner");
    }

    @Test
    void dropsWhatIsRegisteredAfterIt() {
        jta.beginWithTimeout();
        jta.awaitTimeout();
        AfterCommit.of(session).run(() -> events.add("committed"));
        assertThatThrownBy(jta::commit).isNotNull();
        closeSession();
        assertThat(events).isEmpty();
        assertThat(log.messages()).containsExactly(dropped("run" + LAMBDA));
    }

    @Test
    void dropsTheOtherFormsAsWell() {
        jta.beginWithTimeout();
        jta.awaitTimeout();
        AfterCommit.of(session).runOnce("key", () -> events.add("once"));
        AfterCommit.of(session).runInNewTransaction(inner -> events.add("new transaction"));
        assertThatThrownBy(jta::commit).isNotNull();
        closeSession();
        assertThat(events).isEmpty();
        assertThat(log.messages()).containsExactly(dropped("run" + LAMBDA), dropped("runInNewTransaction" + LAMBDA));
    }

    @Test
    void dropsWhatIsRegisteredAfterItBesideWhatWasBefore() {
        jta.beginWithTimeout();
        register();
        jta.awaitTimeout();
        AfterCommit.of(session).run(() -> events.add("committed late"));
        assertThatThrownBy(jta::commit).isNotNull();
        closeSession();
        assertThat(events).containsExactly("ROLLED_BACK on the owner", "rolled back on the owner");
        assertThat(log.messages()).containsExactly(dropped("run" + LAMBDA));
    }

    @Test
    void runsRollbackCallbacksThatAreRegisteredAfterIt() {
        jta.beginWithTimeout();
        jta.awaitTimeout();
        AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
        AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
        assertThatThrownBy(jta::commit).isNotNull();
        closeSession();
        assertThat(events).containsExactlyInAnyOrder("rolled back", "ROLLED_BACK");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void countsAsActiveUntilItIsUnbound() {
        jta.beginWithTimeout();
        jta.awaitTimeout();
        assertThat(AfterCommit.of(session).isTransactionActive()).isTrue();
        assertThatThrownBy(jta::commit).isNotNull();
        assertThat(AfterCommit.of(session).isTransactionActive()).isFalse();
    }

    @Test
    void runsNothingOfItAtTheNextCommit() {
        jta.beginWithTimeout();
        register();
        jta.awaitTimeout();
        assertThatThrownBy(jta::commit).isNotNull();
        closeSession();
        session = factory.open();
        Jta.begin();
        AfterCommit.of(session).run(() -> events.add("next"));
        jta.commit();
        assertThat(events).containsExactly("ROLLED_BACK on the owner", "rolled back on the owner", "next");
    }

    private void register() {
        TimeoutEvents.register(session, events);
    }

    // Hibernate tells here that the transaction was rolled back by another thread
    private void closeSession() {
        try {
            session.close();
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("rolled back in a different thread");
        }
    }

    private static String dropped(String callback) {
        return "WARN HAC000003: Dropped a callback that was registered after the JTA transaction of the thread had been"
                + " rolled back: " + callback + ".";
    }
}
