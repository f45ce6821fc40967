package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R13: a flush that fails in a savepoint leaves the transaction as Hibernate has marked it")
class FailedFlushInScopeTest {

    private static final String TOO_LONG = "a name that is longer than its column";

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Task.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Scopes scopes = new Scopes(factory);

    @AfterEach
    void nothingIsLogged() {
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void commitsNothingWhereTheWorkFlushes() {
        scopes.commit(() -> {
            scopes.session().persist(new Task(1, "outside"));
            scopes.register("outside");
            assertThatThrownBy(() -> scopes.keep(() -> {
                        scopes.register("inside");
                        persistTooLong();
                        scopes.session().flush();
                    }))
                    .hasNoSuppressedExceptions();
            assertMarkedForRollback();
        });
        assertRolledBack();
    }

    @Test
    void commitsNothingWhereTheScopeFlushesAfterTheWork() {
        scopes.commit(() -> {
            scopes.session().persist(new Task(1, "outside"));
            scopes.register("outside");
            assertThatThrownBy(() -> scopes.keep(() -> {
                        scopes.register("inside");
                        persistTooLong();
                    }))
                    .hasNoSuppressedExceptions();
            assertMarkedForRollback();
        });
        assertRolledBack();
    }

    @Test
    void startsNoWorkWhereTheFlushBeforeItFails() {
        scopes.commit(() -> {
            scopes.register("outside");
            persistTooLong();
            assertThatThrownBy(() -> scopes.keep(() -> scopes.events.add("work")))
                    .isNotNull();
            assertMarkedForRollback();
        });
        assertThat(scopes.events).containsExactly("outside ROLLED_BACK", "outside rolled back");
    }

    @Test
    void commitsWhereHibernateIsNotToldOfTheFailure() {
        scopes.commit(() -> {
            scopes.session().persist(new Task(1, "outside"));
            scopes.register("outside");
            assertThatThrownBy(() -> scopes.keep(() -> {
                        scopes.register("inside");
                        scopes.session().doWork(FailedFlushInScopeTest::insertTwice);
                    }))
                    .isInstanceOf(IllegalStateException.class);
            scopes.session().persist(new Task(2, "behind"));
        });
        assertThat(scopes.events)
                .containsExactly("inside ROLLED_BACK", "inside rolled back", "outside committed", "outside COMMITTED");
        assertThat(factory.count(Task.class)).isEqualTo(2);
    }

    private static void insertTwice(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into Task (id, name) values (1, 'twice')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void persistTooLong() {
        scopes.session().persist(new Task(2, TOO_LONG));
    }

    private void assertMarkedForRollback() {
        assertThat(scopes.session().getTransaction().getStatus()).isEqualTo(TransactionStatus.MARKED_ROLLBACK);
    }

    private void assertRolledBack() {
        assertThat(scopes.events)
                .containsExactly(
                        "inside ROLLED_BACK", "inside rolled back", "outside ROLLED_BACK", "outside rolled back");
        assertThat(factory.count(Task.class)).isZero();
    }
}
