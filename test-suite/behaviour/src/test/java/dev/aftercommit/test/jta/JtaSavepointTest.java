package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R13: with JTA, where the connection refuses a savepoint, that is said before the work starts")
class JtaSavepointTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    private final List<String> events = new ArrayList<>();

    @Test
    void saysBeforeTheWorkStartsThatSavepointsAreRefused() {
        refuseSavepoints();
        Jta.begin();
        try (Session session = factory.open()) {
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> events.add("work")))
                    .isInstanceOf(HibernateException.class)
                    .hasMessage(
                            "HAC000014: The connection refuses a savepoint; nothing was begun. Expected: a connection that"
                                    + " supports savepoints, as those of XA do not, and a transaction in which no statement has"
                                    + " failed.")
                    .hasRootCauseMessage("no savepoints in an XA transaction");
            jta.rollback();
        }
        assertThat(events).isEmpty();
    }

    @Test
    void goesOnWithTheTransactionWhereSavepointsAreRefused() {
        refuseSavepoints();
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a"));
            AfterCommit.of(session).run(() -> events.add("before"));
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> events.add("work")))
                    .isInstanceOf(HibernateException.class);
            AfterCommit.of(session).run(() -> events.add("behind"));
            jta.commit();
        }
        assertThat(events).containsExactly("before", "behind");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void justRunsWhereNoTransactionIsActive() {
        try (Session session = factory.open()) {
            AfterCommit.of(session).inSavepoint(() -> events.add("work"));
        }
        assertThat(events).containsExactly("work");
    }

    private void refuseSavepoints() {
        factory.with("hibernate.connection.datasource", new EnlistingDataSource(factory).refuseSavepoints());
    }
}
