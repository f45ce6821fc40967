package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R7: nothing of a transaction whose JDBC rollback failed runs at the end of another")
class FailedRollbackTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();
    private Session session;

    @BeforeEach
    void failRollback() {
        session = factory.open();
        begin("first");
        factory.connections().failNext("rollback");
        assertThatThrownBy(() -> session.getTransaction().rollback())
                .hasRootCauseMessage("injected failure of rollback");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void runsNothingOfItAtTheNextCommit() {
        begin("second");
        session.getTransaction().commit();
        assertThat(events).containsExactly("first UNKNOWN", "second committed", "second COMMITTED");
    }

    @Test
    void runsNothingOfItAtTheNextRollback() {
        begin("second");
        session.getTransaction().rollback();
        assertThat(events).containsExactly("first UNKNOWN", "second ROLLED_BACK", "second rolled back");
    }

    @Test
    void runsNothingOfItAtTheCloseOfTheSession() {
        session.close();
        assertThat(events).containsExactly("first UNKNOWN");
    }

    @Test
    void warnsOnceWithTheNumberOfWhatWasDropped() {
        session.close();
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("WARN HAC000002: Nobody could tell whether a transaction has committed:"
                        + " dropped 2 callback(s). Reason: ");
    }

    private void begin(String name) {
        session.beginTransaction();
        AfterCommit afterCommit = AfterCommit.of(session);
        afterCommit.run(() -> events.add(name + " committed"));
        afterCommit.afterRollback(() -> events.add(name + " rolled back"));
        afterCommit.afterCompletion(outcome -> events.add(name + " " + outcome));
    }
}
