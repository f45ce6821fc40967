package dev.aftercommit.test.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName("R7, R11: a transaction whose backend was killed runs no commit callback, and leaves nothing behind")
class KilledBackendTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Seat.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Server server = new Server(factory);
    private final Events events = new Events();
    private Session session;

    @BeforeEach
    void open() {
        session = factory.open();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void isUnknownWhereItIsKilledBetweenStatements() {
        int backend = begin("first");
        server.kill(backend);
        assertThatThrownBy(() -> session.flush()).isNotNull();
        assertThatThrownBy(() -> session.getTransaction().rollback()).isNotNull();
        isUnknown();
        assertThat(factory.count(Seat.class)).isZero();
    }

    @Test
    void isUnknownWhereItIsKilledBeforeTheFlushOfTheCommit() {
        server.kill(begin("first"));
        commitFails();
        isUnknown();
        assertThat(factory.count(Seat.class)).isZero();
    }

    @Test
    void isUnknownWhereItIsKilledBeforeTheCommit() {
        int backend = begin("first");
        session.flush();
        server.kill(backend);
        commitFails();
        isUnknown();
        assertThat(factory.count(Seat.class)).isZero();
    }

    @Test
    void isUnknownWhereItIsKilledWhileItCommits() {
        server.atCommit("perform pg_terminate_backend(pg_backend_pid())");
        begin("first");
        commitFails();
        isUnknown();
        assertThat(factory.count(Seat.class)).isZero();
    }

    @Test
    void isUnknownWhereTheAnswerToASuccessfulCommitIsLost() {
        int backend = begin("first");
        loseTheAnswer(backend);
        isUnknown();
        assertThat(factory.count(Seat.class)).isEqualTo(1);
    }

    @Test
    void leavesNothingToTheNextTransaction() {
        server.kill(begin("first"));
        commitFails();
        session.close();
        session = factory.open();
        begin("second");
        session.getTransaction().commit();
        List<String> expected = new ArrayList<>(Events.unknown("first"));
        expected.addAll(Events.committed("second"));
        assertThat(events.said()).isEqualTo(expected);
        assertThat(factory.count(Seat.class)).isEqualTo(1);
    }

    @Test
    void leavesNothingToABeginThatTheDeadConnectionRefuses() {
        server.kill(begin("first"));
        commitFails();
        try {
            // Hibernate has given the connection back only where it knows of the end
            session.beginTransaction().rollback();
        } catch (TransactionException deadConnection) {
            assertThat(deadConnection).hasRootCauseInstanceOf(SQLException.class);
        }
        isUnknown();
    }

    @Test
    void givesTheConnectionBack() {
        factory.connections().limit(1);
        server.kill(begin("first"));
        commitFails();
        session.close();
        assertThat(factory.connections().open()).isZero();
        factory.inTransaction(next -> events.register(next, "next"));
        assertThat(events.said()).containsSequence(Events.committed("next"));
    }

    @Test
    void completesFuturesWithAnUnknownOutcome() {
        int backend = begin("first");
        CompletableFuture<Void> future = AfterCommit.of(session).runAsync(() -> {}, Runnable::run);
        server.kill(backend);
        commitFails();
        session.close();
        assertThat(future).isCompletedExceptionally();
        assertThatThrownBy(future::join).hasMessageContaining("HAC000016");
    }

    @Test
    void isUnknownWhereItIsKilledInASavepoint() {
        int backend = begin("first");
        assertThatThrownBy(() -> AfterCommit.of(session).inSavepoint(() -> {
                    server.kill(backend);
                    session.persist(new Seat(2));
                }))
                .isNotNull();
        assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
        isUnknown();
    }

    @Test
    void hurtsNoOtherCallbackWhereItIsThatOfACallback() {
        session.beginTransaction();
        AfterCommit.of(session).runInNewTransaction(inner -> {
            inner.persist(new Seat(1));
            server.kill(Server.backend(inner));
        });
        events.register(session, "first");
        session.getTransaction().commit();
        assertThat(events.said()).isEqualTo(Events.committed("first"));
        assertThat(log.messages()).singleElement().asString().startsWith("ERROR HAC000001");
    }

    /** Writes, so that the commit is one; returns what to kill. */
    private int begin(String name) {
        session.beginTransaction();
        int backend = Server.backend(session);
        session.persist(new Seat(1));
        events.register(session, name);
        return backend;
    }

    private void commitFails() {
        assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
    }

    private void loseTheAnswer(int backend) {
        server.loseTheAnswer(session, backend, this::commitFails);
    }

    private void isUnknown() {
        session.close();
        assertThat(events.said()).isEqualTo(Events.unknown("first"));
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("WARN HAC000002")
                .contains("dropped 2 callback(s)");
    }
}
