package dev.aftercommit.test.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("R10: where the caller of commit would be lied to, failures are only logged")
class LoggedOnlyTest {

    private static final String FAILED = "ERROR HAC000001: A callback failed: run(lambda in "
            + LoggedOnlyTest.class.getName() + "). The transaction is COMMITTED, and stays so.";

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Line.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @Test
    void rethrowsNothingWithJpaBootstrap() {
        commit("rethrow");
        assertThat(events).containsExactly("before", "behind", "COMMITTED", "commit returned");
        assertThat(factory.count(Line.class)).isEqualTo(1);
        assertThat(log.messages()).containsExactly(warning("rethrow"), FAILED);
    }

    @Test
    void stopsWithJpaBootstrapButThrowsNothing() {
        commit("stop");
        assertThat(events).containsExactly("before", "COMMITTED", "commit returned");
        assertThat(factory.count(Line.class)).isEqualTo(1);
        assertThat(log.messages()).containsExactly(warning("stop"), FAILED);
    }

    @Test
    void warnsOfNothingWithLog() {
        commit("log");
        assertThat(events).containsExactly("before", "behind", "COMMITTED", "commit returned");
        assertThat(log.messages()).containsExactly(FAILED);
    }

    @ParameterizedTest
    @EnumSource(FailurePolicy.class)
    void warnsOfNothingWhereItIsNotBootstrappedByJpa(FailurePolicy policy) {
        factory.with(AfterCommitSettings.FAILURE_POLICY, policy).get();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void namesTheValuesOfThePolicy() {
        factory.with(AfterCommitSettings.FAILURE_POLICY, "throw");
        Throwable failure = catchThrowable(factory::get);
        while (failure.getCause() != null && !failure.getMessage().startsWith("HAC")) {
            failure = failure.getCause();
        }
        assertThat(failure)
                .isInstanceOf(HibernateException.class)
                .hasMessage("HAC000032: Invalid value of the setting 'hibernate.aftercommit.failure_policy'."
                        + " Found: 'throw'. Expected: one of log, rethrow, stop.");
    }

    private void commit(String policy) {
        factory.jpa().with(AfterCommitSettings.FAILURE_POLICY, policy);
        factory.inTransaction(session -> {
            session.persist(new Line(1));
            AfterCommit.of(session).run(() -> events.add("before"));
            AfterCommit.of(session).run(() -> {
                throw new IllegalStateException("test");
            });
            AfterCommit.of(session).run(() -> events.add("behind"));
            AfterCommit.of(session).afterCompletion(outcome -> events.add(outcome.name()));
        });
        events.add("commit returned");
    }

    private static String warning(String policy) {
        return "WARN HAC000035: The setting 'hibernate.aftercommit.failure_policy' is '" + policy
                + "', but failures of callbacks are only logged here. Reason: bootstrapped by JPA, Hibernate would throw a"
                + " RollbackException for a transaction that has committed.";
    }
}
