package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R10: with JTA, which would swallow them, failures are only logged")
class JtaFailurePolicyTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @Test
    void rethrowsNothing() {
        commit(FailurePolicy.RETHROW);
        assertThat(events).containsExactly("before", "behind", "COMMITTED", "commit returned");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void stopsButThrowsNothing() {
        commit(FailurePolicy.STOP);
        assertThat(events).containsExactly("before", "COMMITTED", "commit returned");
        assertThat(factory.count(Entry.class)).isEqualTo(1);
    }

    @Test
    void warnsOfItOnceAtBootstrap() {
        commit(FailurePolicy.RETHROW);
        commitAgain();
        assertThat(log.messages())
                .filteredOn(message -> message.startsWith("WARN"))
                .containsExactly("WARN HAC000035: The setting 'hibernate.aftercommit.failure_policy' is 'rethrow', but"
                        + " failures of callbacks are only logged here. Reason: JTA swallows what is thrown after a"
                        + " commit.");
        assertThat(log.failures()).hasSize(2);
    }

    private void commit(FailurePolicy policy) {
        factory.with(AfterCommitSettings.FAILURE_POLICY, policy);
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a"));
            AfterCommit.of(session).run(() -> events.add("before"));
            AfterCommit.of(session).run(JtaFailurePolicyTest::fail);
            AfterCommit.of(session).run(() -> events.add("behind"));
            AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
            jta.commit();
        }
        events.add("commit returned");
    }

    private void commitAgain() {
        Jta.begin();
        try (Session session = factory.open()) {
            AfterCommit.of(session).run(JtaFailurePolicyTest::fail);
            jta.commit();
        }
    }

    private static void fail() {
        throw new IllegalStateException("test");
    }
}
