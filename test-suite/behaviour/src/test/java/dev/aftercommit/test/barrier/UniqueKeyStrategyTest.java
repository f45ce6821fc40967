package dev.aftercommit.test.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.barrier.TransactionAbortedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Transaction barrier: a row that is inserted again")
class UniqueKeyStrategyTest extends BarrierContract {

    private static final int OPEN = 20;
    private static final int ABORTED = 3;

    UniqueKeyStrategyTest() {
        super(Map.of(AfterCommitSettings.BARRIER_STRATEGY, "unique_key"));
    }

    @Test
    @Tag("h2")
    void findsOutEachRollbackThoughItProbesOnlySomeOfTheRowsAtATime() {
        limitWaitsForLocks();
        try (Session staysOpen = factory.open();
                Session rolledBack = factory.open()) {
            List<CompletableFuture<Void>> undecided = stages(staysOpen, OPEN);
            List<CompletableFuture<Void>> aborted = stages(rolledBack, ABORTED);
            rolledBack.getTransaction().rollback();
            assertThat(aborted).map(Worker::failure).hasOnlyElementsOfType(TransactionAbortedException.class);
            assertThat(undecided).noneMatch(CompletableFuture::isDone);
        }
    }

    /** Begins a transaction; the stages of so many tokens of it. */
    private List<CompletableFuture<Void>> stages(Session session, int tokens) {
        session.beginTransaction();
        AfterCommit afterCommit = AfterCommit.of(session);
        return Stream.generate(() -> afterCommit.fromSavepoint(afterCommit::token))
                .limit(tokens)
                .map(token -> worker.barrier().whenCommitted(token).toCompletableFuture())
                .toList();
    }

    /** For connections from now on, so that a probe of a row that is taken does not wait for a second. */
    private void limitWaitsForLocks() {
        factory.get()
                .inSession(session -> session.doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("set default_lock_timeout 10");
                    }
                }));
    }
}
