package dev.aftercommit.test.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.support.TestFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName("R11: of two transactions that cannot be put in an order, one commits, and the other's commit is refused")
class SerializationFailureTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Seat.class);

    private final Events events = new Events();
    private Session first;
    private Session second;

    @BeforeEach
    void open() {
        first = factory.open();
        second = factory.open();
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void runsTheCallbacksOfTheOneThatCommits() {
        conflict();
        assertThat(events.said()).containsSequence(Events.committed("first"));
        assertThat(factory.count(Seat.class)).isEqualTo(1);
    }

    @Test
    void runsNoCommitCallbackOfTheOther() {
        conflict();
        second.close();
        assertThat(events.said()).isEqualTo(both(Events.committed("first"), Events.refused("second")));
    }

    @Test
    void commitsWhereItIsTriedAgainOnTheSameSession() {
        conflict();
        second.clear();
        countAndTake(second, "again");
        second.getTransaction().commit();
        assertThat(events.said())
                .isEqualTo(both(both(Events.committed("first"), Events.refused("second")), Events.committed("again")));
        assertThat(factory.count(Seat.class)).isEqualTo(2);
    }

    /** Each counts what it then adds to, so that neither can have been the first. */
    private void conflict() {
        countAndTake(first, "first");
        countAndTake(second, "second");
        first.getTransaction().commit();
        assertThatThrownBy(() -> second.getTransaction().commit())
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
    }

    private void countAndTake(Session session, String name) {
        session.beginTransaction();
        session.createNativeMutationQuery("set transaction isolation level serializable")
                .executeUpdate();
        long taken =
                session.createQuery("select count(*) from Seat", Long.class).getSingleResult();
        session.persist(new Seat((int) taken));
        events.register(session, name);
        session.flush();
    }

    private static List<String> both(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
