package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.CompletionProcess;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that the traps of the other tests are there: what happens to a process that is registered straight with Hibernate. */
@DisplayName("R7, R9: without the library, with JTA")
class NaiveJtaRegistrationTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    private final List<String> events = new ArrayList<>();

    @Test
    void noTransactionCanBegin() {
        Jta.begin();
        try (Session session = factory.open()) {
            CompletionProcess.register(session, (success, teller) -> {
                try {
                    Jta.begin();
                } catch (IllegalStateException e) {
                    events.add(e.getCause().getClass().getSimpleName());
                }
            });
            session.persist(new Entry(1, "a"));
            jta.commit();
        }
        assertThat(events).containsExactly("NotSupportedException");
    }

    @Test
    void aFailureKeepsTheSessionFromTellingOfAnyTransactionAfterIt() {
        try (Session session = factory.open()) {
            Jta.begin();
            session.persist(new Entry(1, "a"));
            CompletionProcess.register(session, (success, teller) -> {
                throw new IllegalStateException("test");
            });
            jta.commit();
            Jta.begin();
            CompletionProcess.register(session, (success, teller) -> events.add("second " + success));
            jta.commit();
        }
        assertThat(events).isEmpty();
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }
}
