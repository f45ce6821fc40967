package dev.aftercommit.test.barrier;

import static dev.aftercommit.AfterCommitSettings.BARRIER_STRATEGY;
import static dev.aftercommit.AfterCommitSettings.RESOLVE_UNKNOWN;
import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.spi.BarrierStrategy;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Transaction barrier: what goes wrong with the database is told as such")
class BarrierFailureTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void whereItIsAskedForAnOutcome() {
        BarrierToken token = token();
        factory.connections().limit(0);
        cannotBeAsked(() -> barrier().outcome(token));
    }

    @Test
    void whereATokenIsIssuedOutsideATransaction() {
        try (Session session = factory.open()) {
            factory.connections().limit(0);
            cannotBeAsked(() -> AfterCommit.of(session).token());
        }
    }

    @Test
    void notWhereATokenIsIssuedOutsideATransactionOnceTheDatabaseIsKnown() {
        token();
        try (Session session = factory.open()) {
            factory.connections().limit(0);
            BarrierToken token = AfterCommit.of(session).token();
            factory.connections().limit(1);
            assertThat(barrier().outcome(token)).contains(COMMITTED);
        }
    }

    @Test
    void whereATokenIsIssuedInATransactionWhichGoesOn() {
        factory.with(BARRIER_STRATEGY, "unique_key");
        token();
        factory.inTransaction(session -> {
            session.persist(new Job(1));
            session.flush();
            factory.connections().failNext("prepareStatement");
            assertThatThrownBy(() -> AfterCommit.of(session).token())
                    .isInstanceOf(HibernateException.class)
                    .hasMessageContaining("HAC000098")
                    .hasRootCauseInstanceOf(SQLException.class);
        });
        assertThat(factory.count(Job.class)).isEqualTo(1);
    }

    @Test
    void whereATokenIsIssuedBeforeTheCommitWhichSucceeds() {
        factory.with(BARRIER_STRATEGY, "unique_key").with(RESOLVE_UNKNOWN, "always");
        token();
        List<String> ran = new ArrayList<>();
        factory.inTransaction(session -> {
            AfterCommit.of(session).run(() -> ran.add("callback"));
            factory.connections().failNext("prepareStatement");
        });
        assertThat(ran).containsExactly("callback");
        assertThat(log.messages()).singleElement().asString().startsWith("WARN HAC000099");
    }

    @Test
    void whereTheOutcomeOfALostCommitIsAskedForWhichStaysUnknown() {
        assertThat(outcomeOfLostCommit(new Speechless(), () -> {})).isEqualTo(TransactionOutcome.UNKNOWN);
        assertThat(log.messages()).singleElement().asString().startsWith("WARN HAC000100");
    }

    @Test
    void notWhereTheOutcomeOfALostCommitIsAskedForByAThreadThatIsInterruptedAndStaysSo() {
        TransactionOutcome outcome;
        boolean interrupted;
        try {
            outcome = outcomeOfLostCommit(
                    new KindFour(), () -> Thread.currentThread().interrupt());
        } finally {
            interrupted = Thread.interrupted();
        }
        assertThat(interrupted).isTrue();
        assertThat(outcome).isEqualTo(COMMITTED);
    }

    private TransactionOutcome outcomeOfLostCommit(BarrierStrategy strategy, Runnable beforeCommit) {
        factory.with(BARRIER_STRATEGY, strategy);
        List<TransactionOutcome> outcomes = new ArrayList<>();
        try (Session session = factory.open()) {
            session.beginTransaction();
            AfterCommit.of(session).token();
            AfterCommit.of(session).afterCompletion(outcomes::add);
            factory.connections().failNext("commit");
            factory.connections().failNext("rollback");
            beforeCommit.run();
            assertThatThrownBy(session.getTransaction()::commit).isInstanceOf(RuntimeException.class);
        }
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    @Test
    void whereItIsNotCleanedUpAndOutcomesAreToldAllTheSame() {
        factory.with(BARRIER_STRATEGY, new Unclean());
        BarrierToken token = token();
        assertThat(barrier().outcome(token)).contains(COMMITTED);
        assertThat(barrier().outcome(token)).contains(COMMITTED);
        assertThat(log.messages()).singleElement().asString().startsWith("WARN HAC000097");
        assertThat(log.failures()).singleElement().isInstanceOf(SQLException.class);
    }

    private static void cannotBeAsked(ThrowingCallable question) {
        assertThatThrownBy(question)
                .isInstanceOf(HibernateException.class)
                .hasMessageContaining("HAC000095")
                .hasCauseInstanceOf(SQLException.class);
    }

    private BarrierToken token() {
        return factory.fromTransaction(session -> AfterCommit.of(session).token());
    }

    private TransactionBarrier barrier() {
        return TransactionBarrier.of(factory.get());
    }

    /** A strategy that tells nothing. */
    private static final class Speechless extends KindFour {

        @Override
        public List<Optional<TransactionOutcome>> outcomes(Connection connection, List<byte[]> ids) {
            throw new IllegalStateException("speechless");
        }
    }

    /** A strategy that cannot clean up. */
    private static final class Unclean extends KindFour {

        @Override
        public boolean cleanUp(Connection connection, Instant before) throws SQLException {
            throw new SQLException("read only");
        }
    }
}
