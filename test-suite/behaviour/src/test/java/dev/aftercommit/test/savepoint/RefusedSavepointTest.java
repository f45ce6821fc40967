package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.hibernate.HibernateException;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R13: a connection that fails to make, release or roll back a savepoint does no silent harm")
class RefusedSavepointTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Task.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Scopes scopes = new Scopes(factory);

    @Test
    void saysBeforeTheWorkStartsThatSavepointsAreRefused() {
        scopes.commit(() -> {
            factory.connections().failNext("setSavepoint", new SQLFeatureNotSupportedException("no savepoints"));
            assertThatThrownBy(() -> scopes.keep(() -> scopes.events.add("work")))
                    .isInstanceOf(HibernateException.class)
                    .hasMessage(
                            "HAC000014: The connection refuses a savepoint; nothing was begun. Expected: a connection that"
                                    + " supports savepoints, as those of XA do not, and a transaction in which no statement has"
                                    + " failed.")
                    .hasRootCauseMessage("no savepoints");
        });
        assertThat(scopes.events).isEmpty();
    }

    @Test
    void goesOnWithTheTransactionWhereSavepointsAreRefused() {
        scopes.commit(() -> {
            Task task = new Task(1, "outside");
            scopes.session().persist(task);
            scopes.register("outside");
            factory.connections().failNext("setSavepoint");
            assertThatThrownBy(() -> scopes.keep(() -> {})).isInstanceOf(HibernateException.class);
            assertThat(scopes.session().contains(task)).isTrue();
            scopes.register("behind");
        });
        assertThat(scopes.events)
                .containsExactly("outside committed", "outside COMMITTED", "behind committed", "behind COMMITTED");
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    @Test
    void keepsTheScopeWhereSavepointsAreNotReleasedByThemselves() {
        scopes.commit(() -> {
            factory.connections().failNext("releaseSavepoint", new SQLFeatureNotSupportedException("no release"));
            scopes.keep(() -> {
                scopes.session().persist(new Task(1, "inside"));
                scopes.register("inside");
            });
        });
        assertThat(scopes.events).containsExactly("inside committed", "inside COMMITTED");
        assertThat(factory.count(Task.class)).isEqualTo(1);
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void discardsTheScopeWhereTheReleaseFails() {
        scopes.commit(() -> {
            factory.connections().failNext("releaseSavepoint");
            assertThatThrownBy(() -> scopes.keep(() -> {
                        scopes.session().persist(new Task(1, "inside"));
                        scopes.register("inside");
                    }))
                    .isInstanceOf(HibernateException.class)
                    .hasMessage("HAC000015: The savepoint could not be released.")
                    .hasRootCauseMessage("injected failure of releaseSavepoint");
        });
        assertThat(scopes.events).containsExactly("inside ROLLED_BACK", "inside rolled back");
        assertThat(factory.count(Task.class)).isZero();
    }

    @Test
    void throwsTheFailureOfTheWorkWithThatOfTheRollback() {
        IllegalStateException failure = new IllegalStateException("work");
        scopes.rollBack(() -> {
            assertThatThrownBy(() -> scopes.keep(() -> failBoth(failure))).isSameAs(failure);
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("message", "injected failure of rollback");
        });
    }

    @Test
    void letsNothingBeCommittedWhereTheRollbackFails() {
        scopes.commit(() -> {
            scopes.session().persist(new Task(1, "outside"));
            scopes.register("outside");
            assertThatThrownBy(() -> scopes.keep(() -> failBoth(new IllegalStateException("work"))))
                    .hasMessage("work");
            assertThat(scopes.session().getTransaction().getStatus()).isEqualTo(TransactionStatus.MARKED_ROLLBACK);
        });
        assertThat(scopes.events)
                .containsExactly(
                        "inside ROLLED_BACK", "inside rolled back", "outside ROLLED_BACK", "outside rolled back");
        assertThat(factory.count(Task.class)).isZero();
    }

    @Test
    void letsNothingBeCommittedWhereTheRollbackThrowsWhatTheWorkThrew() {
        AssertionError failure = new AssertionError("both");
        scopes.commit(() -> {
            factory.connections().failNext("rollback", failure);
            assertThatThrownBy(() -> scopes.keep(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure)
                    .hasNoSuppressedExceptions();
            assertThat(scopes.session().getTransaction().getStatus()).isEqualTo(TransactionStatus.MARKED_ROLLBACK);
        });
    }

    private void failBoth(RuntimeException failure) {
        scopes.session().persist(new Task(2, "inside"));
        scopes.session().flush();
        scopes.register("inside");
        factory.connections().failNext("rollback");
        throw failure;
    }
}
