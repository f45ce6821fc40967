package dev.aftercommit.test.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R6: an AfterCommit that is kept serves all transactions of its session")
class KeptAfterCommitTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Note.class);

    private final List<String> events = new ArrayList<>();

    @Test
    void registersWithTheTransactionThatIsActiveEachTime() {
        try (Session session = factory.open()) {
            AfterCommit afterCommit = AfterCommit.of(session);
            for (String name : List.of("first", "second")) {
                session.beginTransaction();
                afterCommit.run(() -> events.add(name));
                events.add("commit of " + name);
                session.getTransaction().commit();
            }
        }
        assertThat(events).containsExactly("commit of first", "first", "commit of second", "second");
    }

    @Test
    void takesNothingOverFromATransactionThatWasRolledBack() {
        try (Session session = factory.open()) {
            AfterCommit afterCommit = AfterCommit.of(session);
            session.beginTransaction();
            afterCommit.run(() -> events.add("rolled back"));
            session.getTransaction().rollback();
            session.beginTransaction();
            afterCommit.run(() -> events.add("committed"));
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("committed");
    }

    @Test
    void runsAtOnceBeforeBetweenAndAfterTransactions() {
        AfterCommit afterCommit;
        try (Session session = factory.open()) {
            afterCommit = AfterCommit.of(session);
            afterCommit.run(() -> events.add("before"));
            assertThat(events).containsExactly("before");
            session.beginTransaction();
            afterCommit.run(() -> events.add("within"));
            session.getTransaction().commit();
            afterCommit.run(() -> events.add("between"));
            assertThat(events).containsExactly("before", "within", "between");
        }
        afterCommit.run(() -> events.add("after closing"));
        assertThat(events).containsExactly("before", "within", "between", "after closing");
    }
}
