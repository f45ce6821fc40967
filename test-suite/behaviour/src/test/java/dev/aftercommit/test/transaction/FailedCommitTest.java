package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.HibernateVersion;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.EntityManager;
import jakarta.persistence.RollbackException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R7: nothing of a transaction whose JDBC commit failed runs at the end of another")
class FailedCommitTest {

    /** From 7.4 on Hibernate rolls back where a commit has failed, and tells of both. */
    private static final List<String> OUTCOME = HibernateVersion.isAtLeast(7, 4)
            ? List.of("first ROLLED_BACK", "first rolled back")
            : List.of("first UNKNOWN");

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

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
        session.close();
    }

    @Test
    void runsNothingOfItAtTheNextCommit() {
        failCommit();
        begin("second");
        session.getTransaction().commit();
        assertThat(events).isEqualTo(firstAnd("second committed", "second COMMITTED"));
    }

    @Test
    void runsNothingOfItAtTheNextRollback() {
        failCommit();
        begin("second");
        session.getTransaction().rollback();
        assertThat(events).isEqualTo(firstAnd("second ROLLED_BACK", "second rolled back"));
    }

    @Test
    void runsNothingOfItAtTheCloseOfTheSession() {
        failCommit();
        session.close();
        assertThat(events).isEqualTo(OUTCOME);
    }

    @Test
    void runsNothingOfItAtARollbackOfItself() {
        failCommit();
        session.getTransaction().rollback();
        session.close();
        assertThat(events).isEqualTo(OUTCOME);
    }

    @Test
    void runsNothingOfItAtTheNextCommitWithoutCallbacks() {
        failCommit();
        session.beginTransaction();
        session.getTransaction().commit();
        assertThat(events).isEqualTo(OUTCOME);
    }

    @Test
    void warnsOnceWithTheNumberOfWhatWasDropped() {
        begin("first");
        AfterCommit.of(session).runInNewTransaction(inner -> events.add("new"));
        factory.connections().failNext("rollback");
        failCommitOfOpenTransaction();
        session.close();
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("WARN HAC000002: Nobody could tell whether a transaction has committed:"
                        + " dropped 3 callback(s). Reason: ");
    }

    @Test
    void runsAtOnceWhatIsRegisteredAfterIt() {
        failCommit();
        AfterCommit.of(session).run(() -> events.add("at once"));
        assertThat(events).contains("at once").doesNotContain("first committed");
    }

    @Test
    void saysThatNoTransactionIsActiveAfterIt() {
        failCommit();
        assertThat(AfterCommit.of(session).isTransactionActive()).isFalse();
    }

    @Test
    void runsNothingOfSeveralInARow() {
        failCommit();
        failCommit();
        begin("third");
        session.getTransaction().commit();
        List<String> expected = new ArrayList<>(OUTCOME);
        expected.addAll(firstAnd("third committed", "third COMMITTED"));
        assertThat(events).isEqualTo(expected);
    }

    @Test
    void runsNothingOfItWhereHibernateKeepsTheTransaction() {
        factory.connections().failNext("commit");
        assertThatThrownBy(() ->
                        factory.inTransaction(inner -> AfterCommit.of(inner).run(() -> events.add("callback"))))
                .hasRootCauseMessage("injected failure of commit");
        factory.inTransaction(inner -> AfterCommit.of(inner).run(() -> events.add("next")));
        assertThat(events).containsExactly("next");
    }

    @Test
    void runsNothingOfItWithJpaBootstrap() throws Exception {
        try (TestFactory jpa = TestFactory.of(Item.class).jpa();
                EntityManager entityManager = jpa.entityManagerFactory().createEntityManager()) {
            entityManager.getTransaction().begin();
            AfterCommit.of(entityManager).run(() -> events.add("first"));
            jpa.connections().failNext("commit");
            assertThatThrownBy(() -> entityManager.getTransaction().commit()).isInstanceOf(RollbackException.class);
            entityManager.getTransaction().begin();
            AfterCommit.of(entityManager).run(() -> events.add("second"));
            entityManager.getTransaction().commit();
        }
        assertThat(events).containsExactly("second");
    }

    private static List<String> firstAnd(String... others) {
        return Stream.concat(OUTCOME.stream(), Stream.of(others)).toList();
    }

    private void begin(String name) {
        session.beginTransaction();
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> events.add(name + " committed"));
        afterCommit.afterRollback(() -> events.add(name + " rolled back"));
        afterCommit.afterCompletion(outcome -> events.add(name + " " + outcome));
    }

    private void failCommit() {
        begin("first");
        failCommitOfOpenTransaction();
    }

    private void failCommitOfOpenTransaction() {
        factory.connections().failNext("commit");
        assertThatThrownBy(() -> session.getTransaction().commit()).hasRootCauseMessage("injected failure of commit");
    }
}
