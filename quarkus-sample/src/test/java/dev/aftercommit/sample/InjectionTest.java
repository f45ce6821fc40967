package dev.aftercommit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InjectionTest {
    @Inject
    AfterCommit afterCommit;

    @Inject
    AfterCommitSession session;

    private final List<String> ran = new ArrayList<>();

    @Test
    void theInjectedAfterCommitWaitsForTheTransaction() {
        QuarkusTransaction.requiringNew().run(() -> {
            afterCommit.run(() -> ran.add("callback"));
            ran.add("work");
        });

        assertThat(ran).containsExactly("work", "callback");
    }

    @Test
    void theInjectedSessionWaitsForTheTransaction() {
        QuarkusTransaction.requiringNew().run(() -> {
            session.afterCommit(() -> ran.add("callback"));
            ran.add("work");
        });

        assertThat(ran).containsExactly("work", "callback");
    }

    @Test
    void bothFollowTheSameTransaction() {
        QuarkusTransaction.requiringNew().run(() -> {
            session.afterCommit(() -> ran.add("first"));
            afterCommit.run(() -> ran.add("second"));
            AfterCommit.of(session).run(() -> ran.add("third"));
        });

        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void theInjectedAfterCommitFollowsTheInnermostTransaction() {
        QuarkusTransaction.requiringNew().run(() -> {
            afterCommit.run(() -> ran.add("outer"));
            QuarkusTransaction.requiringNew().run(() -> afterCommit.run(() -> ran.add("inner")));
        });

        assertThat(ran).containsExactly("inner", "outer");
    }

    @Test
    void aRolledBackTransactionRunsNothing() {
        QuarkusTransaction.begin();
        afterCommit.run(() -> ran.add("callback"));
        session.afterCommit(() -> ran.add("callback"));
        QuarkusTransaction.rollback();

        assertThat(ran).isEmpty();
    }

    @Test
    void withoutATransactionTheCallbackRunsAtOnce() {
        afterCommit.run(() -> ran.add("callback"));

        assertThat(ran).containsExactly("callback");
    }
}
