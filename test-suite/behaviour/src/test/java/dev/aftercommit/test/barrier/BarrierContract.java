package dev.aftercommit.test.barrier;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.BarrierTimeoutException;
import dev.aftercommit.barrier.TransactionAbortedException;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds whatever the strategy. */
abstract class BarrierContract {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    @RegisterExtension
    final Worker worker = new Worker(factory);

    @RegisterExtension
    final CapturedLog log = CapturedLog.expectSilence();

    private Session session;
    private AfterCommit afterCommit;

    private final Map<String, Object> settings;

    BarrierContract(Map<String, Object> settings) {
        this.settings = settings;
    }

    @BeforeEach
    void begin() {
        // That of a test before would log that its database is gone
        Worker.awaitThat(Worker::nobodyPolls);
        settings.forEach(factory::with);
        session = factory.open();
        session.beginTransaction();
        session.persist(new Job(1));
        afterCommit = AfterCommit.of(session);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void releasesTheWorkerAfterTheCommitWhenTheDataIsVisible() throws Exception {
        Future<Long> waiting = worker.await(afterCommit.token(), Worker.LONG);
        commit();
        assertThat(Worker.get(waiting)).isEqualTo(1);
    }

    @Test
    void doesNotReleaseTheWorkerWhileTheTransactionIsOpen() {
        BarrierToken token = afterCommit.token();
        assertThat(worker.failure(token, Worker.SHORT))
                .isInstanceOf(BarrierTimeoutException.class)
                .hasMessageContaining("HAC000085")
                .hasMessageContaining(token.value())
                .hasMessageContaining("PT0.05S");
    }

    @Test
    void tellsTheWorkerOfARollback() {
        BarrierToken token = afterCommit.token();
        Future<Long> waiting = worker.await(token, Worker.LONG);
        rollBack();
        assertThat(Worker.failure(waiting))
                .isInstanceOf(TransactionAbortedException.class)
                .hasMessageContaining(token.value());
    }

    @Test
    void tellsTheOutcomeWithoutWaiting() {
        BarrierToken token = afterCommit.token();
        assertThat(outcome(token)).isEmpty();
        commit();
        assertThat(outcome(token)).contains(COMMITTED);
    }

    @Test
    void tellsOfARollbackWithoutWaiting() {
        BarrierToken token = afterCommit.token();
        session.flush();
        rollBack();
        assertThat(outcome(token)).contains(ROLLED_BACK);
    }

    @Test
    void tellsOfASessionThatWasClosedInItsTransaction() throws Exception {
        BarrierToken token = afterCommit.token();
        session.close();
        assertThat(worker.failure(token, Worker.LONG)).isInstanceOf(TransactionAbortedException.class);
    }

    @Test
    void mayBeWaitedForAnyNumberOfTimes() throws Exception {
        BarrierToken token = afterCommit.token();
        commit();
        for (int time = 0; time < 3; time++) {
            assertThat(Worker.get(worker.await(token, Worker.LONG))).isEqualTo(1);
        }
    }

    @Test
    void givesATransactionOneToken() {
        BarrierToken first = afterCommit.token();
        session.flush();
        assertThat(afterCommit.token()).isEqualTo(first);
        commit();
        session.beginTransaction();
        assertThat(afterCommit.token()).isNotEqualTo(first);
    }

    @Test
    void takesWhatHasCommittedFromTextToo() {
        String text = afterCommit.token().value();
        commit();
        assertThat(outcome(BarrierToken.parse(text))).contains(COMMITTED);
    }

    @Test
    void countsAsCommittedWhereNoTransactionIsActive() throws Exception {
        commit();
        BarrierToken token = afterCommit.token();
        assertThat(outcome(token)).contains(COMMITTED);
        assertThat(Worker.get(worker.await(token, Worker.SHORT))).isEqualTo(1);
    }

    @Test
    void completesAStageAfterTheCommit() throws Exception {
        CompletableFuture<Void> committed =
                worker.barrier().whenCommitted(afterCommit.token()).toCompletableFuture();
        assertThat(committed).isNotDone();
        commit();
        assertThat(Worker.get(committed)).isNull();
    }

    @Test
    void failsAStageAfterARollback() {
        CompletableFuture<Void> committed =
                worker.barrier().whenCommitted(afterCommit.token()).toCompletableFuture();
        rollBack();
        assertThat(Worker.failure(committed)).isInstanceOf(TransactionAbortedException.class);
    }

    @Test
    void abortsATokenOfAScopeThatIsDiscardedAtOnce() {
        BarrierToken outer = afterCommit.token();
        List<BarrierToken> inner = new ArrayList<>();
        discard(() -> inner.add(afterCommit.token()));
        assertThat(outcome(inner.get(0))).contains(ROLLED_BACK);
        assertThat(outcome(outer)).isEmpty();
        commit();
        assertThat(outcome(inner.get(0))).contains(ROLLED_BACK);
        assertThat(outcome(outer)).contains(COMMITTED);
    }

    @Test
    void commitsATokenOfAScopeThatIsKeptWithItsTransaction() {
        BarrierToken inner = afterCommit.fromSavepoint(afterCommit::token);
        assertThat(outcome(inner)).isEmpty();
        commit();
        assertThat(outcome(inner)).contains(COMMITTED);
    }

    @Test
    void abortsATokenOfAScopeThatIsKeptWithItsTransaction() {
        BarrierToken inner = afterCommit.fromSavepoint(afterCommit::token);
        rollBack();
        assertThat(outcome(inner)).contains(ROLLED_BACK);
    }

    @Test
    void abortsATokenOfAScopeThatWasKeptInOneThatIsDiscarded() {
        List<BarrierToken> inner = new ArrayList<>();
        discard(() -> inner.add(afterCommit.fromSavepoint(afterCommit::token)));
        commit();
        assertThat(outcome(inner.get(0))).contains(ROLLED_BACK);
    }

    @Test
    void givesEachScopeATokenOfItsOwn() {
        BarrierToken outer = afterCommit.token();
        BarrierToken inner = afterCommit.fromSavepoint(() -> {
            session.persist(new Job(2));
            session.flush();
            return afterCommit.token();
        });
        assertThat(inner).isNotEqualTo(outer);
        assertThat(afterCommit.token()).isEqualTo(outer);
    }

    @Test
    void givesATokenToAStatelessSession() {
        BarrierToken token;
        try (StatelessSession stateless = factory.get().openStatelessSession()) {
            stateless.beginTransaction();
            stateless.insert(new Job(2));
            token = AfterCommit.of(stateless).token();
            assertThat(outcome(token)).isEmpty();
            stateless.getTransaction().commit();
        }
        assertThat(outcome(token)).contains(COMMITTED);
    }

    @Test
    void tellsManyTokensApart() {
        List<TransactionOutcome> expected = IntStream.range(0, 1100)
                .mapToObj(number -> number % 50 == 0 ? ROLLED_BACK : COMMITTED)
                .toList();
        List<BarrierToken> tokens = expected.stream().map(this::inScope).toList();
        List<CompletableFuture<Void>> stages = tokens.stream()
                .map(token -> worker.barrier().whenCommitted(token).toCompletableFuture())
                .toList();
        commit();
        assertThat(stages).map(BarrierContract::told).isEqualTo(expected);
    }

    @Test
    void takesConnectionsThatAreSerializableAndDoNotCommitByThemselvesAndGivesThemBackSo() {
        ManualConnections manual = new ManualConnections(factory.database());
        TransactionBarrier barrier = TransactionBarrier.of(manual.dataSource(), settings);
        BarrierToken token = afterCommit.token();
        assertThat(barrier.outcome(token)).isEmpty();
        commit();
        assertThat(barrier.outcome(token)).contains(COMMITTED);
        assertThat(barrier.outcome(ended(ROLLED_BACK))).contains(ROLLED_BACK);
        assertThat(manual.givenBack).hasSize(3).containsOnly(Connection.TRANSACTION_SERIALIZABLE + " false");
    }

    /** A token of the open transaction whose scope is rolled back or not. */
    private BarrierToken inScope(TransactionOutcome outcome) {
        AtomicReference<BarrierToken> token = new AtomicReference<>();
        try {
            afterCommit.inSavepoint(() -> {
                token.set(afterCommit.token());
                if (outcome == ROLLED_BACK) {
                    throw new IllegalArgumentException("Rolled back");
                }
            });
        } catch (IllegalArgumentException rolledBack) {
            assertThat(outcome).isEqualTo(ROLLED_BACK);
        }
        return token.get();
    }

    private BarrierToken ended(TransactionOutcome outcome) {
        return factory.fromTransaction(other -> {
            BarrierToken token = AfterCommit.of(other).token();
            if (outcome == ROLLED_BACK) {
                other.getTransaction().setRollbackOnly();
            }
            return token;
        });
    }

    private static TransactionOutcome told(CompletableFuture<Void> stage) {
        Throwable failure = Worker.failure(stage);
        if (failure != null) {
            assertThat(failure).isInstanceOf(TransactionAbortedException.class);
        }
        return failure == null ? COMMITTED : ROLLED_BACK;
    }

    private Optional<TransactionOutcome> outcome(BarrierToken token) {
        return worker.barrier().outcome(token);
    }

    private void commit() {
        session.getTransaction().commit();
    }

    private void rollBack() {
        session.getTransaction().rollback();
    }

    private void discard(Runnable work) {
        IllegalStateException reason = new IllegalStateException("no");
        assertThatThrownBy(() -> afterCommit.inSavepoint(() -> {
                    work.run();
                    throw reason;
                }))
                .isSameAs(reason);
    }
}
