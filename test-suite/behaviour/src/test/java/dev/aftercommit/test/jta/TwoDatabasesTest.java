package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionEvents;
import jakarta.transaction.Status;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("postgresql")
@DisplayName("R1, R12: the callbacks of two persistence units follow the one JTA transaction")
class TwoDatabasesTest {

    @RegisterExtension
    final TwoDatabases databases = new TwoDatabases();

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final CompletionEvents events = new CompletionEvents();

    @Test
    void runsTheCallbacksOfBothWhenBothHaveCommitted() {
        databases.write(1, (first, second) -> {
            run(first, () -> events.add("first sees " + databases.rows()));
            run(second, () -> events.add("second sees " + databases.rows()));
            jta.commit();
        });
        assertThat(events.said()).containsExactlyInAnyOrder("first sees 1 and 1", "second sees 1 and 1");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void runsTheRollbackCallbacksOfBoth() {
        databases.write(1, (first, second) -> {
            register(first, second);
            first.flush();
            second.flush();
            jta.rollback();
        });
        assertThatBothWereRolledBack();
    }

    @Test
    void runsNoCommitCallbackWhereTheFlushOfOneFails() {
        databases.write(1, (first, second) -> {
            register(first, second);
            second.persist(new Entry(2, "a name that is longer than its column"));
            assertThatThrownBy(jta::commit).isNotNull();
        });
        assertThatBothWereRolledBack();
    }

    @Test
    void runsTheCallbacksOfOneThatHasWrittenNothing() {
        databases.write(1, (first, second) -> {
            second.clear();
            register(first, second);
            jta.commit();
        });
        assertThat(events.said())
                .containsExactlyInAnyOrder(
                        "first committed", "first COMMITTED", "second committed", "second COMMITTED");
        assertThat(databases.rows()).isEqualTo("1 and 0");
    }

    @Test
    void keepsWhatACallbackWritesToBoth() {
        databases.write(1, (first, second) -> {
            run(first, () -> databases.write(2, (again, alsoAgain) -> jta.commit()));
            run(second, () -> databases.write(3, (again, alsoAgain) -> jta.commit()));
            jta.commit();
        });
        assertThat(databases.rows()).isEqualTo("3 and 3");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void followsTheTransactionThatACallbackBeginsOnBoth() {
        databases.write(1, (first, second) -> {
            run(
                    first,
                    () -> databases.write(2, (again, alsoAgain) -> {
                        register(again, alsoAgain);
                        jta.rollback();
                    }));
            jta.commit();
        });
        assertThat(events.said())
                .containsExactlyInAnyOrder(
                        "first ROLLED_BACK", "first rolled back", "second ROLLED_BACK", "second rolled back");
        assertThat(databases.rows()).isEqualTo("1 and 1");
    }

    @Test
    void hurtsNeitherTheCommitNorTheOtherWhereACallbackOfOneThrows() {
        databases.write(1, (first, second) -> {
            run(first, TwoDatabasesTest::fail);
            run(second, TwoDatabasesTest::fail);
            register(first, second);
            jta.commit();
        });
        assertThat(events.said())
                .contains("first committed", "second committed")
                .hasSize(4);
        assertThat(log.failures()).hasSize(2);
        assertThat(databases.rows()).isEqualTo("1 and 1");
    }

    @Test
    void leavesNothingToTheNextTransaction() {
        databases.write(1, (first, second) -> {
            register(first, second);
            jta.rollback();
            assertThat(jta.status()).isEqualTo(Status.STATUS_NO_TRANSACTION);
            events.said().clear();
            Jta.begin();
            first.clear();
            second.clear();
            first.persist(new Entry(2, "next"));
            second.persist(new Entry(2, "next"));
            run(second, () -> events.add("next"));
            jta.commit();
        });
        assertThat(events.said()).containsExactly("next");
        assertThat(databases.rows()).isEqualTo("1 and 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runsTheRollbackCallbacksOfBothAfterATimeout(boolean trackByThread) {
        databases.with("hibernate.jta.track_by_thread", String.valueOf(trackByThread));
        databases.write(1, jta::beginWithTimeout, (first, second) -> {
            register(first, second);
            jta.awaitTimeout();
            if (trackByThread) {
                useInVain(first);
                useInVain(second);
            }
            assertThatThrownBy(jta::commit).isNotNull();
        });
        assertThatBothWereRolledBack();
    }

    private static void useInVain(Session session) {
        assertThatThrownBy(() -> session.find(Entry.class, 1L))
                .hasMessageContaining("rolled back in a different thread");
    }

    private void assertThatBothWereRolledBack() {
        assertThat(events.said())
                .containsExactlyInAnyOrder(
                        "first ROLLED_BACK", "first rolled back", "second ROLLED_BACK", "second rolled back");
        assertThat(databases.rows()).isEqualTo("0 and 0");
        assertThat(log.messages()).isEmpty();
    }

    private void register(Session first, Session second) {
        events.register(first, "first");
        events.register(second, "second");
    }

    private static void run(Session session, Runnable callback) {
        AfterCommit.of(session).run(callback);
    }

    private static void fail() {
        throw new IllegalStateException("test");
    }
}
