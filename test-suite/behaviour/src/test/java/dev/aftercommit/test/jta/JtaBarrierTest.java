package dev.aftercommit.test.jta;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.TestFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Transaction barrier: tokens of JTA transactions")
class JtaBarrierTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    final TestFactory factory = Jta.factory(Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    @Test
    void areCommittedWithTheTransaction() throws Exception {
        BarrierToken token = issue();
        CompletableFuture<Void> committed = barrier().whenCommitted(token).toCompletableFuture();
        assertThat(barrier().outcome(token)).isEmpty();
        jta.commit();
        committed.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(barrier().outcome(token)).contains(COMMITTED);
    }

    @Test
    void areAbortedWithTheTransaction() {
        BarrierToken token = issue();
        jta.rollback();
        assertThat(barrier().outcome(token)).contains(ROLLED_BACK);
    }

    @Test
    void areNotWaitedForInATransaction() {
        BarrierToken token = issue();
        jta.commit();
        Jta.begin();
        assertThatThrownBy(() -> barrier().await(token, LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HAC000088");
        jta.rollback();
    }

    @Test
    void areNotWaitedForInTheirOwnTransaction() {
        BarrierToken token = issue();
        assertThatThrownBy(() -> barrier().await(token, LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HAC000087");
        jta.rollback();
    }

    @Test
    void areGivenTheirTableOutsideOfTheTransaction() {
        factory.with("hibernate.aftercommit.barrier.strategy", "unique_key");
        issue();
        jta.rollback();
        BarrierToken next = issue();
        jta.commit();
        assertThat(barrier().outcome(next)).contains(COMMITTED);
    }

    @Test
    void areOfEachTransactionOfASessionThatJoinsNone() {
        try (Session session =
                factory.get().withOptions().autoJoinTransactions(false).openSession()) {
            Jta.begin();
            AfterCommit.of(session).token();
            jta.rollback();
            Jta.begin();
            BarrierToken token = AfterCommit.of(session).token();
            assertThat(barrier().outcome(token)).isEmpty();
            jta.commit();
            assertThat(barrier().outcome(token)).contains(COMMITTED);
        }
    }

    private BarrierToken issue() {
        factory.get();
        Jta.begin();
        try (Session session = factory.open()) {
            session.persist(new Entry(1, "a"));
            session.flush();
            return AfterCommit.of(session).token();
        }
    }

    private TransactionBarrier barrier() {
        return TransactionBarrier.of(factory.get());
    }
}
