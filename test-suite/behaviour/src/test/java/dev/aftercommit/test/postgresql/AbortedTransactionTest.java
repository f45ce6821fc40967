package dev.aftercommit.test.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.HibernateVersion;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.HibernateException;
import org.hibernate.JDBCException;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName(
        "R11: a failed statement aborts the transaction, whose COMMIT then is a rollback that the driver reports as success")
class AbortedTransactionTest {

    /** From 7.3 on Hibernate itself marks a transaction of PostgreSQL when it learns of a failed statement. */
    private static final boolean MARKED = HibernateVersion.isAtLeast(7, 3);

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Seat.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Events events = new Events();

    @Test
    void isARollbackWhereTheFailureWasSwallowed() {
        factory.inTransaction(session -> {
            persist(session, 1, "first");
            session.doWork(AbortedTransactionTest::failAndSwallow);
        });
        assertThat(events.said()).isEqualTo(Events.rolledBack("first"));
        assertThat(log.messages()).singleElement().asString().startsWith("WARN HAC000018");
        assertThat(factory.count(Seat.class)).isZero();
    }

    @Test
    void isARollbackWhereTheFailureIsSwallowedOutsideTheWork() {
        factory.inTransaction(session -> {
            persist(session, 1, "first");
            assertThatThrownBy(() -> session.doWork(AbortedTransactionTest::fail))
                    .isInstanceOf(JDBCException.class);
        });
        assertThat(events.said()).isEqualTo(Events.rolledBack("first"));
        assertThat(log.messages()).hasSize(MARKED ? 0 : 1);
        assertThat(factory.count(Seat.class)).isZero();
    }

    @Test
    void isARollbackInAStatelessSessionAsWell() {
        factory.get().inStatelessTransaction(session -> {
            AfterCommit.of(session).run(() -> events.said().add("committed"));
            AfterCommit.of(session).afterRollback(() -> events.said().add("rolled back"));
            session.insert(new Seat(1));
            session.doWork(AbortedTransactionTest::failAndSwallow);
        });
        assertThat(events.said()).containsExactly("rolled back");
        assertThat(factory.count(Seat.class)).isZero();
    }

    @Test
    void leavesTheNextTransactionOfTheSessionAlone() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            session.doWork(AbortedTransactionTest::failAndSwallow);
            session.getTransaction().commit();
            session.beginTransaction();
            persist(session, 2, "second");
            session.getTransaction().commit();
        }
        assertThat(events.said()).isEqualTo(Events.committed("second"));
    }

    @Test
    void isACommitWhereTheScopeOfTheFailureWasDiscarded() {
        factory.inTransaction(session -> {
            persist(session, 1, "outside");
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> {
                        persist(session, 2, "inside");
                        session.doWork(AbortedTransactionTest::failAndWrap);
                    }))
                    .isInstanceOf(IllegalStateException.class);
            persist(session, 3, "behind");
        });
        assertThat(events.said())
                .containsExactly(
                        "inside ROLLED_BACK",
                        "inside rolled back",
                        "outside committed",
                        "outside COMMITTED",
                        "behind committed",
                        "behind COMMITTED");
        assertThat(factory.count(Seat.class)).isEqualTo(2);
    }

    @Test
    void isMarkedByHibernateWhereItLearnsOfTheFailureInAScope() {
        factory.inTransaction(session -> {
            persist(session, 1, "outside");
            assertThatThrownBy(() ->
                            AfterCommit.of(session).inSavepoint(() -> session.doWork(AbortedTransactionTest::fail)))
                    .isInstanceOf(JDBCException.class);
        });
        assertThat(events.said()).isEqualTo(MARKED ? Events.rolledBack("outside") : Events.committed("outside"));
        assertThat(factory.count(Seat.class)).isEqualTo(MARKED ? 0 : 1);
    }

    @Test
    void keepsNoScopeInWhichAFailureWasSwallowed() {
        factory.inTransaction(session -> {
            persist(session, 1, "outside");
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> {
                        persist(session, 2, "inside");
                        session.doWork(AbortedTransactionTest::failAndSwallow);
                    }))
                    .isInstanceOf(HibernateException.class)
                    .hasMessageStartingWith("HAC000015");
        });
        assertThat(events.said())
                .containsExactly("inside ROLLED_BACK", "inside rolled back", "outside committed", "outside COMMITTED");
        assertThat(factory.count(Seat.class)).isEqualTo(1);
    }

    @Test
    void beginsNoScope() {
        factory.inTransaction(session -> {
            persist(session, 1, "outside");
            session.doWork(AbortedTransactionTest::failAndSwallow);
            assertThatThrownBy(() -> AfterCommit.of(session)
                            .inSavepoint(() -> events.said().add("work")))
                    .isInstanceOf(HibernateException.class)
                    .hasMessageStartingWith("HAC000014");
        });
        assertThat(events.said()).isEqualTo(Events.rolledBack("outside"));
    }

    @Test
    void takesNoIdentifierOfADiscardedScopeAgain() {
        factory.inTransaction(session -> {
            Seat inside = new Seat(1);
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> {
                        session.persist(inside);
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
            Seat behind = new Seat(2);
            session.persist(behind);
            assertThat(behind.id).isGreaterThan(inside.id);
        });
        assertThat(factory.count(Seat.class)).isEqualTo(1);
    }

    private void persist(Session session, int number, String name) {
        session.persist(new Seat(number));
        session.flush();
        events.register(session, name);
    }

    private static void fail(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1 / 0");
        }
    }

    private static void failAndWrap(Connection connection) {
        try {
            fail(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void failAndSwallow(Connection connection) {
        assertThatThrownBy(() -> fail(connection)).isInstanceOf(SQLException.class);
    }
}
