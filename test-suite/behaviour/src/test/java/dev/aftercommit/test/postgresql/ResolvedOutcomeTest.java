package dev.aftercommit.test.postgresql;

import static dev.aftercommit.AfterCommitSettings.BARRIER_WITNESS;
import static dev.aftercommit.AfterCommitSettings.RESOLVE_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName("R11: where the connection was lost in a commit, the database is asked what became of it")
class ResolvedOutcomeTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Seat.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Server server = new Server(factory);
    private final Events events = new Events();
    private Session session;

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void runsCommitCallbacksWhereOnlyTheAnswerWasLost() {
        loseTheAnswer(begin(true));
        session.close();
        assertThat(events.said()).isEqualTo(Events.committed("first"));
        assertThat(log.messages()).isEmpty();
        assertThat(factory.count(Seat.class)).isEqualTo(1);
    }

    @Test
    void runsRollbackCallbacksWhereTheBackendWasKilledBeforeTheCommit() {
        int backend = begin(true);
        session.flush();
        server.kill(backend);
        commitFails();
        session.close();
        assertThat(events.said()).isEqualTo(Events.rolledBack("first"));
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void runsRollbackCallbacksWhereTheBackendWasKilledWhileItCommitted() {
        server.atCommit("perform pg_terminate_backend(pg_backend_pid())");
        begin(true);
        commitFails();
        session.close();
        assertThat(events.said()).isEqualTo(Events.rolledBack("first"));
    }

    @Test
    void completesFuturesByTheOutcome() {
        int backend = begin(true);
        CompletableFuture<Void> future = AfterCommit.of(session).runAsync(() -> {}, Runnable::run);
        loseTheAnswer(backend);
        session.close();
        assertThat(future).isCompleted();
        assertThat(future.isCompletedExceptionally()).isFalse();
    }

    @Test
    void keepsAnInterruptForTheCaller() {
        int backend = begin(true);
        server.kill(backend);
        Thread.currentThread().interrupt();
        commitFails();
        session.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events.said()).isEqualTo(Events.rolledBack("first"));
    }

    @Test
    void asksInAPoolOfOne() {
        int backend = begin(true);
        factory.connections().limit(1);
        loseTheAnswer(backend);
        session.close();
        assertThat(events.said()).isEqualTo(Events.committed("first"));
    }

    @Test
    void doesNotAskForATransactionWithoutAToken() {
        loseTheAnswer(begin(false));
        session.close();
        assertThat(events.said()).isEqualTo(Events.unknown("first"));
    }

    @Test
    void asksForEachTransactionWithCallbacksWhereTheSettingSaysAlways() {
        factory.with(RESOLVE_UNKNOWN, "always");
        loseTheAnswer(begin(false));
        session.close();
        assertThat(events.said()).isEqualTo(Events.committed("first"));
    }

    @Test
    void runsNoCommitCallbackWhereTheTokenThatTheSettingAsksForIsRefusedAndAbortsTheTransaction() {
        factory.with(RESOLVE_UNKNOWN, "always").with(BARRIER_WITNESS, true);
        factory.inTransaction(other -> AfterCommit.of(other).token());
        server.execute("drop table aftercommit_barrier");
        begin(false);
        catchThrowable(() -> session.getTransaction().commit());
        session.close();
        assertThat(events.said()).isEqualTo(Events.rolledBack("first"));
        assertThat(factory.count(Seat.class)).isZero();
    }

    @Test
    void neverAsksWhereTheSettingSaysNever() {
        factory.with(RESOLVE_UNKNOWN, "never");
        loseTheAnswer(begin(true));
        session.close();
        assertThat(events.said()).isEqualTo(Events.unknown("first"));
    }

    @Test
    void leavesNothingToTheNextTransaction() {
        loseTheAnswer(begin(true));
        session.close();
        begin(true);
        session.getTransaction().commit();
        assertThat(events.said())
                .containsExactly("first committed", "first COMMITTED", "first committed", "first COMMITTED");
        assertThat(factory.count(Seat.class)).isEqualTo(2);
    }

    /** Writes, so that the commit is one; returns what to kill. */
    private int begin(boolean withToken) {
        session = factory.open();
        session.beginTransaction();
        int backend = Server.backend(session);
        session.persist(new Seat(1));
        events.register(session, "first");
        if (withToken) {
            AfterCommit.of(session).token();
        }
        return backend;
    }

    private void loseTheAnswer(int backend) {
        server.loseTheAnswer(session, backend, this::commitFails);
    }

    private void commitFails() {
        assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
    }
}
