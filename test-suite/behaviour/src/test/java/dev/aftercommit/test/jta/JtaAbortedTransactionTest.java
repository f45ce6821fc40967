package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName("R11: with JTA, no commit callback runs where the COMMIT is a rollback that the driver reports as success")
class JtaAbortedTransactionTest {

    /** Not the default with JTA: the connection has to be at hand when the transaction completes. */
    private static final String HELD = "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION";

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class).with("hibernate.connection.handling_mode", HELD);

    @RegisterExtension
    final Jta jta = new Jta();

    private final List<String> events = new ArrayList<>();

    @Test
    void isARollback() {
        try (Session session = factory.open()) {
            commitAborted(session);
        }
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
        assertThat(factory.count(Entry.class)).isZero();
    }

    @Test
    void leavesTheNextTransactionOfTheSessionAlone() {
        try (Session session = factory.open()) {
            commitAborted(session);
            events.clear();
            Jta.begin();
            register(session);
            jta.commit();
        }
        assertThat(events).containsExactly("committed", "COMMITTED");
    }

    private void commitAborted(Session session) {
        Jta.begin();
        register(session);
        session.persist(new Entry(1, "a"));
        session.flush();
        session.doWork(JtaAbortedTransactionTest::failAndSwallow);
        jta.commit();
    }

    private void register(Session session) {
        AfterCommit.of(session).run(() -> events.add("committed"));
        AfterCommit.of(session).afterRollback(() -> events.add("rolled back"));
        AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
    }

    private static void failAndSwallow(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select 1 / 0")).isInstanceOf(SQLException.class);
        }
    }
}
