package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R1: a callback runs once, after the commit of its transaction")
class CommitTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    private final List<String> events = new ArrayList<>();

    @Test
    void runsAfterTheCommit() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> events.add("callback"));
            events.add("work");
        });
        assertThat(events).containsExactly("work", "callback");
    }

    @Test
    void seesTheCommittedRow() {
        factory.inTransaction(session -> {
            session.persist(new Item(1, "a"));
            AfterCommit.of(session).run(() -> events.add("rows " + factory.count(Item.class)));
        });
        assertThat(events).containsExactly("rows 1");
    }
}
