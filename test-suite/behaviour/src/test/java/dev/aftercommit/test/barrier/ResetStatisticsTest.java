package dev.aftercommit.test.barrier;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static dev.aftercommit.TransactionOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.TestFactory;
import java.util.Optional;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName(
        "Transaction barrier: where somebody has reset the statistics of PostgreSQL, which looks like a crash, nothing wrong is told")
class ResetStatisticsTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    private Session session;

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void isUndecidedWhileTheTransactionIsOpenAndUnknownThen() {
        BarrierToken token = begin();
        resetStatistics();
        assertThat(outcome(token)).isEmpty();
        session.getTransaction().commit();
        assertThat(outcome(token)).contains(UNKNOWN);
    }

    @Test
    void isUndecidedWhileTheTransactionOfASavepointIsOpen() {
        begin();
        BarrierToken kept = AfterCommit.of(session)
                .fromSavepoint(() -> AfterCommit.of(session).token());
        resetStatistics();
        assertThat(outcome(kept)).isEmpty();
        session.getTransaction().rollback();
        assertThat(outcome(kept)).contains(ROLLED_BACK);
    }

    @Test
    void isToldByTheWitnessWhereThereIsOne() {
        factory.with(AfterCommitSettings.BARRIER_WITNESS, true);
        BarrierToken token = begin();
        resetStatistics();
        assertThat(outcome(token)).isEmpty();
        session.getTransaction().commit();
        assertThat(outcome(token)).contains(COMMITTED);
    }

    @Test
    void isToldOfARollback() {
        BarrierToken token = begin();
        session.getTransaction().rollback();
        resetStatistics();
        assertThat(outcome(token)).contains(ROLLED_BACK);
    }

    private BarrierToken begin() {
        session = factory.open();
        session.beginTransaction();
        return AfterCommit.of(session).token();
    }

    private void resetStatistics() {
        factory.inTransaction(
                other -> other.createNativeQuery("select 1 from pg_stat_reset_shared('wal')", Integer.class)
                        .getSingleResult());
    }

    private Optional<TransactionOutcome> outcome(BarrierToken token) {
        return TransactionBarrier.of(factory.get()).outcome(token);
    }
}
