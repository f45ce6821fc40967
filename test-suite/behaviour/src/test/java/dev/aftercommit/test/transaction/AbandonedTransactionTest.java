package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R7, R12: nothing of a transaction that was left open runs as after a commit or a rollback")
@Tag("R12")
class AbandonedTransactionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @Test
    void isUnknownWhereTheSessionIsClosedWithoutCommit() {
        begin(factory.open()).close();
        assertThat(events).containsExactly("UNKNOWN");
    }

    @Test
    void isUnknownAfterAFlushAsWell() {
        try (Session session = begin(factory.open())) {
            session.persist(new Item(1, "a"));
            session.flush();
        }
        assertThat(events).containsExactly("UNKNOWN");
    }

    @Test
    void warnsOnceWithTheNumberOfWhatWasDropped() {
        begin(factory.open()).close();
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("WARN HAC000002: Nobody could tell whether a transaction has committed:"
                        + " dropped 2 callback(s). Reason: ");
    }

    @Test
    void warnsOfNothingWhereNothingWasDropped() {
        Session session = factory.open();
        session.beginTransaction();
        AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
        session.close();
        assertThat(events).containsExactly("UNKNOWN");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void runsNothingWhereTheSessionIsNeverClosed() {
        Session abandoned = begin(factory.open());
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> events.add("other session")));
        assertThat(events).containsExactly("other session");
        assertThat(abandoned.isOpen()).isTrue();
    }

    @Test
    void runsNothingOfItAtTheCloseOfTheFactory() throws Exception {
        begin(factory.open());
        factory.close();
        assertThat(events).doesNotContain("committed", "rolled back");
    }

    @Test
    void losesNothingByABeginThatIsRefused() {
        try (Session session = begin(factory.open())) {
            assertThatThrownBy(() -> session.getTransaction().begin()).isInstanceOf(IllegalStateException.class);
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("committed", "COMMITTED");
    }

    @Test
    void runsAtTheCommitThatAClosedSessionOfJpaBootstrapWaitsFor() {
        Session session = begin(factory.jpa().open());
        session.persist(new Item(1, "a"));
        session.close();
        assertThat(events).isEmpty();
        session.getTransaction().commit();
        assertThat(factory.count(Item.class)).isEqualTo(1);
        assertThat(events).containsExactly("committed", "COMMITTED");
    }

    @Test
    void runsAtTheRollbackThatAClosedSessionOfJpaBootstrapWaitsFor() {
        Session session = begin(factory.jpa().open());
        session.close();
        session.getTransaction().rollback();
        assertThat(events).containsExactly("ROLLED_BACK", "rolled back");
    }

    private Session begin(Session session) {
        session.beginTransaction();
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> events.add("committed"));
        afterCommit.afterRollback(() -> events.add("rolled back"));
        afterCommit.afterCompletion(outcome -> events.add(outcome.name()));
        return session;
    }
}
