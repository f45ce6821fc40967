package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.support.CompletionProcess;
import dev.aftercommit.test.support.HibernateVersion;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that the traps of the other tests are there: what happens to a process that is registered straight with Hibernate. */
@DisplayName("R4, R7, R10: without the library")
class NaiveRegistrationTest {

    // From 7.4 on, Hibernate tells of a commit that failed in JDBC
    private static final boolean FAILED_COMMIT_IS_TOLD = HibernateVersion.isAtLeast(7, 4);

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    private final List<String> events = new ArrayList<>();
    private Session session;

    @BeforeEach
    void begin() {
        session = factory.open();
        session.beginTransaction();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void theNextCommitTellsSuccessOfAFailedCommit() {
        register("first");
        factory.connections().failNext("commit");
        assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
        session.beginTransaction();
        session.getTransaction().commit();
        assertThat(events).containsExactly(FAILED_COMMIT_IS_TOLD ? "first false" : "first true");
    }

    @Test
    void aFailureReachesTheCallerOfACommitThatSucceeded() {
        session.persist(new Item(1, "a"));
        registerFailure();
        assertThatThrownBy(() -> session.getTransaction().commit()).hasRootCauseMessage("test");
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @Test
    void theNextRollbackTellsFailureOfACommitThatSucceeded() {
        registerFailure();
        register("first");
        assertThatThrownBy(() -> session.getTransaction().commit()).hasRootCauseMessage("test");
        session.beginTransaction();
        session.getTransaction().rollback();
        assertThat(events).containsExactly("first false");
    }

    @Test
    void anInnerRollbackTellsFailureOfTheOuterCommit() {
        CompletionProcess.register(session, (success, teller) -> {
            session.beginTransaction();
            session.getTransaction().rollback();
        });
        register("second");
        session.getTransaction().commit();
        assertThat(events).containsExactly("second false");
    }

    @Test
    void whatIsRegisteredOutsideATransactionWaitsForTheNext() {
        session.getTransaction().commit();
        register("outside");
        assertThat(events).isEmpty();
        session.beginTransaction();
        session.getTransaction().rollback();
        assertThat(events).containsExactly("outside false");
    }

    private void register(String name) {
        CompletionProcess.register(session, (success, teller) -> events.add(name + " " + success));
    }

    private void registerFailure() {
        CompletionProcess.register(session, (success, teller) -> {
            throw new IllegalStateException("test");
        });
    }
}
