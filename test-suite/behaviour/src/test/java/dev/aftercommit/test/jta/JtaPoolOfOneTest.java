package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionEvents;
import dev.aftercommit.test.support.TestFactory;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("postgresql")
@DisplayName("R8: with JTA, a callback that begins a transaction finds a connection in a pool of one for each database")
@ParameterizedClass
@ValueSource(
        strings = {
            "DELAYED_ACQUISITION_AND_HOLD",
            "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION",
            "DELAYED_ACQUISITION_AND_RELEASE_AFTER_STATEMENT"
        })
class JtaPoolOfOneTest {

    @Parameter
    String mode;

    @RegisterExtension
    final PooledDatabase first = new PooledDatabase(TestFactory.of(Entry.class));

    @RegisterExtension
    final PooledDatabase second = new PooledDatabase(TestFactory.onSecondDatabase(Entry.class));

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final CompletionEvents events = new CompletionEvents();

    @BeforeEach
    void build() {
        for (PooledDatabase database : List.of(first, second)) {
            database.factory().with("hibernate.connection.handling_mode", mode).get();
        }
    }

    @AfterEach
    void takesNothingAlong() {
        assertThat(first.taken() + second.taken()).isZero();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void writesAfterACommit() {
        Jta.begin();
        try (Session session = write(first, 1)) {
            AfterCommit.of(session).run(() -> writeToBoth(2));
            AfterCommit.of(session).runInNewTransaction(fresh -> fresh.persist(new Entry(3, "c")));
            jta.commit();
        }
        assertThatRowsAre(3, 1);
    }

    @Test
    void writesAfterARollback() {
        Jta.begin();
        try (Session session = write(first, 1)) {
            AfterCommit.of(session).afterRollback(() -> writeToBoth(2));
            jta.rollback();
        }
        assertThatRowsAre(1, 1);
    }

    @Test
    void writesAfterTheCommitOfTwoPersistenceUnitsThatHaveJoinedBeforeTheyTakeConnections() {
        Jta.begin();
        try (Session session = first.factory().open();
                Session other = second.factory().open()) {
            persist(session, 1);
            persist(other, 1);
            AfterCommit.of(session).run(() -> writeToBoth(2));
            AfterCommit.of(other).run(() -> writeToBoth(3));
            jta.commit();
        }
        assertThatRowsAre(3, 3);
    }

    /** The transaction manager tells in the reverse order of joining, the pool of the first database after the second session. */
    @Test
    void waitsInVainForAConnectionThatWasTakenBeforeItsSessionJoined() {
        Jta.begin();
        try (Session session = write(first, 1);
                Session other = write(second, 1)) {
            AfterCommit.of(session).run(() -> writeToBoth(2));
            AfterCommit.of(other).run(() -> writeToBoth(3));
            jta.commit();
        }
        assertThat(log.failures()).singleElement().asString().contains("Unable to acquire JDBC Connection");
        log.clear();
        assertThatRowsAre(2, 2);
    }

    @Test
    void writesAfterAnotherCallbackHasUsedTheSession() {
        Jta.begin();
        try (Session session = write(first, 1)) {
            AfterCommit.of(session).run(() -> events.add(session.find(Entry.class, 1L).name));
            AfterCommit.of(session).run(() -> writeToBoth(2));
            jta.commit();
        }
        assertThat(events.said()).containsExactly("a");
        assertThatRowsAre(2, 1);
    }

    private static Session write(PooledDatabase database, long id) {
        Session session = database.factory().open();
        persist(session, id);
        return session;
    }

    private static void persist(Session session, long id) {
        session.persist(new Entry(id, "a"));
        session.flush();
    }

    private void writeToBoth(long id) {
        Jta.begin();
        try (Session session = write(first, id);
                Session other = write(second, id)) {
            jta.commit();
        }
    }

    private void assertThatRowsAre(long inFirst, long inSecond) {
        assertThat(first.factory().count(Entry.class)).isEqualTo(inFirst);
        assertThat(second.factory().count(Entry.class)).isEqualTo(inSecond);
    }
}
