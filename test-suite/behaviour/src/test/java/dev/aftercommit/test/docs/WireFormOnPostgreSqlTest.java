package dev.aftercommit.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName("Transaction barrier: what docs/barrier.md says of PostgreSQL, for workers in other languages")
class WireFormOnPostgreSqlTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Order.class);

    private Session session;

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void hasTheIdWhoseStatusTheServerTells() throws SQLException {
        ForeignToken token = begin();
        int epoch = token.epoch();
        long id = token.transactionId();
        assertThat(token.remaining()).isEqualTo(2);
        assertThat(status(id)).isEqualTo("in progress " + epoch);
        session.getTransaction().commit();
        assertThat(status(id)).isEqualTo("committed " + epoch);
    }

    @Test
    void hasTheIdOfWhatIsRolledBack() throws SQLException {
        ForeignToken token = begin();
        int epoch = token.epoch();
        session.getTransaction().rollback();
        assertThat(status(token.transactionId())).isEqualTo("aborted " + epoch);
    }

    @Test
    void isOfTheDatabaseThatTheServerNames() throws SQLException {
        int number = begin().database;
        try (Connection connection = factory.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(BarrierPage.sql("pg_control_system"))) {
            result.next();
            assertThat(number).isEqualTo(31 * folded(result.getLong(1)) + folded(result.getLong(2)));
        }
    }

    @Test
    void isOpenAsLongAsNothingAsOldHasEnded() throws SQLException {
        ForeignToken token = begin();
        token.epoch();
        long id = token.transactionId();
        assertThat(open(id)).isTrue();
        session.getTransaction().commit();
        assertThat(open(id)).isFalse();
    }

    @Test
    void hasTheRowOfItsWitness() {
        factory.with(AfterCommitSettings.BARRIER_WITNESS, true);
        ForeignToken token = begin();
        token.epoch();
        token.transactionId();
        String row = token.row().toString();
        session.getTransaction().commit();
        session.beginTransaction();
        assertThat(session.createNativeQuery("select count(*) from aftercommit_barrier where id = :id", Long.class)
                        .setParameter("id", row)
                        .getSingleResult())
                .isEqualTo(1);
    }

    private ForeignToken begin() {
        session = factory.open();
        session.beginTransaction();
        return new ForeignToken(AfterCommit.of(session).token().value());
    }

    private static int folded(long number) {
        return (int) (number >>> 32) ^ (int) number;
    }

    private String status(long id) throws SQLException {
        try (Connection connection = factory.database().getConnection();
                PreparedStatement statement = connection.prepareStatement(BarrierPage.sql("pg_xact_status"))) {
            statement.setArray(1, connection.createArrayOf("text", new Object[] {Long.toString(id)}));
            ResultSet result = statement.executeQuery();
            result.next();
            return result.getString(2) + " " + result.getInt(3);
        }
    }

    /** No other test shares the server at this time. */
    private boolean open(long id) throws SQLException {
        try (Connection connection = factory.database().getConnection();
                PreparedStatement statement = connection.prepareStatement(BarrierPage.sql("pg_locks"))) {
            statement.setString(1, Long.toString(id));
            ResultSet result = statement.executeQuery();
            result.next();
            return result.getBoolean(1);
        }
    }
}
