package dev.aftercommit.test.barrier;

import static dev.aftercommit.AfterCommitSettings.BARRIER_CREATE_TABLE;
import static dev.aftercommit.AfterCommitSettings.BARRIER_RETENTION;
import static dev.aftercommit.AfterCommitSettings.BARRIER_STRATEGY;
import static dev.aftercommit.AfterCommitSettings.BARRIER_TABLE;
import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static dev.aftercommit.TransactionOutcome.UNKNOWN;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Transaction barrier: the table that a strategy needs")
class TokenTableTest {

    private static final long LONG_AGO = 1_000_000;

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class).with(BARRIER_STRATEGY, "unique_key");

    @Test
    void isNotCreatedByTransactionsWithoutTokens() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {}));
        assertThat(exists("aftercommit_barrier")).isFalse();
    }

    @Test
    void isCreatedByTheFirstToken() {
        BarrierToken token = token(factory);
        assertThat(number("select count(*) from aftercommit_barrier where id <> 'database'"))
                .isEqualTo(1);
        assertThat(outcome(token)).isEqualTo(COMMITTED);
    }

    @Test
    void isCreatedByAWorkerThatComesFirst() {
        BarrierToken token = token(factory);
        execute("drop table aftercommit_barrier");
        assertThat(catchThrowable(
                        () -> TransactionBarrier.of(factory.database(), Map.of(BARRIER_STRATEGY, "unique_key"))
                                .outcome(token)))
                .hasMessageContaining("HAC000081");
        assertThat(exists("aftercommit_barrier")).isTrue();
    }

    @Test
    void isNotPartOfTheTransactionThatIssuesTheToken() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            session.persist(new Job(1));
            session.flush();
            AfterCommit.of(session).token();
            session.getTransaction().rollback();
        }
        assertThat(factory.count(Job.class)).isZero();
        assertThat(number("select count(*) from aftercommit_barrier")).isEqualTo(1);
    }

    @Test
    void isCreatedAtStartup() {
        factory.with(BARRIER_CREATE_TABLE, "startup").get();
        assertThat(exists("aftercommit_barrier")).isTrue();
    }

    @Test
    void isNeverCreatedWhereThatIsForbiddenAndTheMessageShowsTheStatements() {
        factory.with(BARRIER_CREATE_TABLE, "never");
        String message = refusal();
        assertThat(message).contains("HAC000090").contains("create table aftercommit_barrier");
        for (String statement : message.substring(message.indexOf("create table aftercommit_barrier"))
                .split(";")) {
            execute(statement);
        }
        assertThat(outcome(token(factory))).isEqualTo(COMMITTED);
    }

    @Test
    void cannotBeCreatedWithoutASecondConnectionAndTheTransactionGoesOn() {
        factory.get();
        factory.connections().limit(1);
        factory.inTransaction(session -> {
            session.persist(new Job(1));
            assertThat(catchThrowable(() -> AfterCommit.of(session).token()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("HAC000090")
                    .hasMessageContaining("create table aftercommit_barrier");
        });
        assertThat(factory.count(Job.class)).isEqualTo(1);
    }

    @Test
    void needsNoSecondConnectionOnceItIsThere() {
        token(factory);
        factory.connections().limit(1);
        assertThat(outcome(token(factory))).isEqualTo(COMMITTED);
    }

    @Test
    void hasAnotherName() {
        factory.with(BARRIER_TABLE, "my_tokens");
        assertThat(outcome(token(factory))).isEqualTo(COMMITTED);
        assertThat(exists("my_tokens")).isTrue();
        assertThat(exists("aftercommit_barrier")).isFalse();
    }

    @Test
    void mayBeInAnotherSchema() {
        factory.with(BARRIER_TABLE, "barrier_of_jobs.tokens").get();
        execute("create schema barrier_of_jobs");
        try {
            assertThat(outcome(token(factory))).isEqualTo(COMMITTED);
            assertThat(number("select count(*) from barrier_of_jobs.tokens")).isEqualTo(2);
        } finally {
            execute("drop schema barrier_of_jobs cascade");
        }
    }

    @Test
    void losesTheRowsThatAreOlderThanWhatIsKept() {
        BarrierToken token = token(factory);
        execute("insert into aftercommit_barrier (id, issued_at) values ('7b1fdd0e-9bdb-4e0f-8c6a-4c5e0a4fd6a1', "
                + LONG_AGO + ")");
        assertThat(outcome(token)).isEqualTo(COMMITTED);
        assertThat(number("select count(*) from aftercommit_barrier where issued_at = " + LONG_AGO))
                .isZero();
        assertThat(number("select count(*) from aftercommit_barrier")).isEqualTo(2);
    }

    /** By a strategy that leaves it alone whether a connection commits by itself. */
    @Test
    void losesRowsByConnectionsThatDoNotCommitByThemselves() {
        BarrierToken token = token(factory);
        execute("insert into aftercommit_barrier (id, issued_at) values ('old', " + LONG_AGO + ")");
        DataSource manual = new ManualConnections(factory.database()).dataSource();
        assertThat(TransactionBarrier.of(manual, Map.of(BARRIER_STRATEGY, "dirty_read"))
                        .outcome(token))
                .contains(COMMITTED);
        assertThat(number("select count(*) from aftercommit_barrier where issued_at = " + LONG_AGO))
                .isZero();
    }

    @Test
    void losesRowsInChunks() {
        BarrierToken token = token(factory);
        execute(IntStream.range(0, 1500)
                .mapToObj(number -> "('old" + number + "', " + LONG_AGO + ")")
                .collect(joining(", ", "insert into aftercommit_barrier (id, issued_at) values ", "")));
        outcome(token);
        assertThat(number("select count(*) from aftercommit_barrier where issued_at = " + LONG_AGO))
                .isEqualTo(500);
        outcome(token);
        assertThat(number("select count(*) from aftercommit_barrier where issued_at = " + LONG_AGO))
                .isZero();
    }

    @Test
    void isLookedThroughForOldRowsNowAndThenOnly() {
        BarrierToken token = token(factory);
        outcome(token);
        execute("insert into aftercommit_barrier (id, issued_at) values ('old', " + LONG_AGO + ")");
        outcome(token);
        assertThat(number("select count(*) from aftercommit_barrier where issued_at = " + LONG_AGO))
                .isEqualTo(1);
    }

    @Test
    void tellsOfNoRollbackThatIsOlderThanWhatIsKept() {
        BarrierToken token = rolledBack();
        assertThat(outcome(token)).isEqualTo(ROLLED_BACK);
        TransactionBarrier forgetful = TransactionBarrier.of(
                factory.database(), Map.of(BARRIER_STRATEGY, "unique_key", BARRIER_RETENTION, "PT0S"));
        assertThat(forgetful.outcome(token)).contains(UNKNOWN);
    }

    private String refusal() {
        return factory.fromTransaction(
                session -> catchThrowable(() -> AfterCommit.of(session).token()).getMessage());
    }

    private BarrierToken rolledBack() {
        return factory.fromTransaction(session -> {
            session.getTransaction().setRollbackOnly();
            return AfterCommit.of(session).token();
        });
    }

    private static BarrierToken token(TestFactory factory) {
        return factory.fromTransaction(session -> AfterCommit.of(session).token());
    }

    private Object outcome(BarrierToken token) {
        return TransactionBarrier.of(factory.get()).outcome(token).orElseThrow();
    }

    private boolean exists(String table) {
        return catchThrowable(() -> number("select count(*) from " + table)) == null;
    }

    private long number(String query) {
        try (Connection connection = factory.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = factory.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
