package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.HibernateVersion;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R11: the outcome of a commit that failed is told only where it is known")
class FailedCommitOutcomeTest {

    /** From 7.4 on Hibernate rolls back where a commit has failed, and tells of both. */
    private static final boolean TOLD = HibernateVersion.isAtLeast(7, 4);

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
        session.persist(new Item(1, "a"));
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> events.add("committed"));
        afterCommit.afterRollback(() -> events.add("rolled back"));
        afterCommit.afterCompletion(outcome -> events.add(outcome.name()));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void isARollbackWhereHibernateCouldRollBack() {
        commitFails("commit");
        session.close();
        assertThat(events).isEqualTo(TOLD ? List.of("ROLLED_BACK", "rolled back") : List.of("UNKNOWN"));
        assertThat(log.messages()).hasSize(TOLD ? 0 : 1);
        assertThat(factory.count(Item.class)).isZero();
    }

    @Test
    void isToldAtOnceOrAtTheNextBegin() {
        commitFails("commit");
        assertThat(events).hasSize(TOLD ? 2 : 0);
        session.beginTransaction();
        assertThat(events).isEqualTo(TOLD ? List.of("ROLLED_BACK", "rolled back") : List.of("UNKNOWN"));
    }

    @Test
    void isUnknownWhereTheRollbackFailedAsWell() {
        commitFails("commit", "rollback");
        session.close();
        assertThat(events).containsExactly("UNKNOWN");
        assertThat(log.messages()).singleElement().asString().contains("dropped 2 callback(s)");
    }

    @Test
    void isUnknownWhereTheDriverFailsWithSomethingElseAndNobodyRollsBack() {
        factory.connections().failNext("commit", new IllegalStateException("no SQLException"));
        assertThatThrownBy(() -> session.getTransaction().commit()).hasMessage("no SQLException");
        session.close();
        // Hibernate 6.6 rolls back, and has no doubt
        boolean told = !HibernateVersion.isAtLeast(7, 0);
        assertThat(events).isEqualTo(told ? List.of("ROLLED_BACK", "rolled back") : List.of("UNKNOWN"));
    }

    @Test
    void isUnknownWhereTheRollbackOfAFailedFlushFailsWithSomethingElse() {
        session.persist(new Item(2, "a name that is longer than its column"));
        factory.connections().failNext("rollback", new IllegalStateException("no SQLException"));
        assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
        session.close();
        assertThat(events).containsExactly("UNKNOWN");
    }

    @Test
    void isACommitWhereTheConnectionCouldNotBeResetBehindIt() {
        factory.connections().failNext("setAutoCommit");
        session.getTransaction().commit();
        assertThat(events).containsExactly("committed", "COMMITTED");
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @Test
    void isACommitWhereTheConnectionCouldNotBeGivenBackBehindIt() {
        commitFails("close");
        assertThat(events).hasSize(TOLD ? 2 : 0);
        session.close();
        assertThat(events).containsExactly("committed", "COMMITTED");
        assertThat(log.messages()).isEmpty();
        assertThat(factory.count(Item.class)).isEqualTo(1);
    }

    @Test
    void isACommitAtTheNextBeginWhereTheConnectionCouldNotBeGivenBackBehindIt() {
        commitFails("close");
        session.beginTransaction();
        assertThat(events).containsExactly("committed", "COMMITTED");
    }

    @Test
    void isNoCommitWhereTheConnectionCouldNotBeGivenBackBehindARollback() {
        factory.connections().failNext("close");
        assertThatThrownBy(() -> session.getTransaction().rollback()).hasRootCauseMessage("injected failure of close");
        session.close();
        assertThat(events).doesNotContain("committed", "COMMITTED").isNotEmpty();
    }

    @Test
    void isARollbackWhereTheLastBeforeTheCommitFails() {
        observeBeforeCompletion(() -> {
            throw new IllegalStateException("refused");
        });
        assertThatThrownBy(() -> session.getTransaction().commit()).hasMessage("refused");
        session.close();
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    private void observeBeforeCompletion(Runnable work) {
        ((SessionImplementor) session).getTransactionCoordinator().addObserver(new TransactionObserver() {
            @Override
            public void afterBegin() {
                // of no interest
            }

            @Override
            public void beforeCompletion() {
                work.run();
            }

            @Override
            public void afterCompletion(boolean successful, boolean delayed) {
                // of no interest
            }
        });
    }

    private void commitFails(String... methods) {
        for (String method : methods) {
            factory.connections().failNext(method);
        }
        assertThatThrownBy(() -> session.getTransaction().commit())
                .hasRootCauseMessage("injected failure of " + methods[0]);
    }
}
