package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName("R13: with JTA, the driver of PostgreSQL refuses savepoints, and that does no harm")
class JtaSavepointOnPostgreSqlTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    private final List<String> events = new ArrayList<>();

    @Test
    void saysBeforeTheWorkStartsThatSavepointsAreRefused() {
        Jta.begin();
        try (Session session = factory.open()) {
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> events.add("work")))
                    .isInstanceOf(HibernateException.class)
                    .hasMessageStartingWith("HAC000014: The connection refuses a savepoint; nothing was begun.")
                    .hasRootCauseInstanceOf(SQLException.class);
            jta.rollback();
        }
        assertThat(events).isEmpty();
    }

    @Test
    void goesOnWithTheTransaction() {
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a"));
            AfterCommit.of(session).run(() -> events.add("before"));
            assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> events.add("work")))
                    .isInstanceOf(HibernateException.class);
            session.persist(new Entry(2, "b"));
            AfterCommit.of(session).run(() -> events.add("behind"));
            jta.commit();
        }
        assertThat(events).containsExactly("before", "behind");
        assertThat(factory.count(Entry.class)).isEqualTo(2);
    }
}
