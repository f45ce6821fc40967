package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

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

@DisplayName("R6: sessions that share a connection share one transaction and one order of callbacks")
class SharedSessionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();
    private Session parent;

    @BeforeEach
    void open() {
        parent = factory.open();
        parent.beginTransaction();
    }

    @AfterEach
    void close() {
        parent.close();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void keepsOneOrder() {
        run(parent, "parent");
        try (Session child = share()) {
            run(child, "child");
            run(parent, "parent again");
            parent.getTransaction().commit();
        }
        assertThat(events).containsExactly("parent", "child", "parent again");
    }

    @Test
    void runsWhatAClosedChildHasRegistered() {
        try (Session child = share()) {
            run(child, "child");
        }
        assertThat(events).isEmpty();
        parent.getTransaction().commit();
        assertThat(events).containsExactly("child");
    }

    @Test
    void dropsWhatAChildHasRegisteredWhereTheParentRollsBack() {
        try (Session child = share()) {
            run(child, "child");
            AfterCommit.of(child).afterRollback(() -> events.add("rolled back"));
        }
        parent.getTransaction().rollback();
        assertThat(events).containsExactly("rolled back");
    }

    @Test
    void runsWhatWasRegisteredWhereTheChildCommits() {
        run(parent, "parent");
        try (Session child = share()) {
            run(child, "child");
            child.getTransaction().commit();
        }
        assertThat(events).containsExactly("parent", "child");
    }

    @Test
    void tellsAChildThatTheTransactionIsActive() {
        try (Session child = share()) {
            assertThat(AfterCommit.of(child).isTransactionActive()).isTrue();
            parent.getTransaction().commit();
            assertThat(AfterCommit.of(child).isTransactionActive()).isFalse();
        }
    }

    @Test
    void runsAtOnceWhatAChildRegistersInACallback() {
        Session child = share();
        AfterCommit.of(parent).run(() -> {
            run(child, "child");
            events.add("parent");
        });
        parent.getTransaction().commit();
        child.close();
        assertThat(events).containsExactly("child", "parent");
    }

    @Test
    void followsTheNextTransactionOfTheParent() {
        try (Session child = share()) {
            run(child, "first");
            parent.getTransaction().rollback();
            parent.beginTransaction();
            run(child, "second");
            parent.getTransaction().commit();
        }
        assertThat(events).containsExactly("second");
    }

    private Session share() {
        return parent.sessionWithOptions().connection().openSession();
    }

    private void run(Session session, String event) {
        AfterCommit.of(session).run(() -> events.add(event));
    }
}
