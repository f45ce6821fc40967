package dev.aftercommit.test.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R23: a session whose transaction is over holds no callback any more")
@Tag("h2")
class FinishedSessionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    // So that what is expected is not printed
    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Watch watch = new Watch();
    private final Registrations registrations = new Registrations(watch);

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
    void afterACommit() {
        end(() -> session.getTransaction().commit());
        session.clear();
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void afterARollback() {
        end(() -> session.getTransaction().rollback());
        session.clear();
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void afterSavepoints() {
        end(() -> {
            registrations.addInSavepoints(session);
            session.getTransaction().commit();
        });
        session.clear();
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void afterAFailedCommitWhereItIsClosed() {
        end(() -> fail("commit", () -> session.getTransaction().commit()));
        session.close();
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void afterAFailedCommitWhereItBeginsAnother() {
        end(() -> fail("commit", () -> session.getTransaction().commit()));
        session.clear();
        session.beginTransaction();
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void afterAFailedRollbackWhereItIsClosed() {
        end(() -> fail("rollback", () -> session.getTransaction().rollback()));
        session.close();
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void afterAFailedRollbackWhereItBeginsAnother() {
        end(() -> fail("rollback", () -> session.getTransaction().rollback()));
        session.clear();
        session.beginTransaction();
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void afterACloseWithoutCommit() {
        end(() -> session.close());
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void whereItIsStateless() {
        try (StatelessSession stateless = factory.get().openStatelessSession()) {
            commit(stateless);
            assertThat(watch.reachable()).isEmpty();
        }
    }

    @Test
    void whereAClosedSessionHasSharedItsConnection() {
        end(() -> {
            registerInSharedSession();
            session.getTransaction().commit();
        });
        session.clear();
        assertThat(watch.reachable()).isEmpty();
    }

    private void end(Runnable end) {
        session.beginTransaction();
        registrations.add(session);
        end.run();
    }

    private void commit(StatelessSession stateless) {
        stateless.beginTransaction();
        registrations.add(stateless);
        stateless.getTransaction().commit();
    }

    private void registerInSharedSession() {
        try (Session child = session.sessionWithOptions().connection().openSession()) {
            AfterCommit.of(child).run(watch.on("callback of the shared session", (Runnable) child::hashCode));
        }
    }

    private void fail(String method, Runnable call) {
        factory.connections().failNext(method);
        assertThatThrownBy(call::run).hasRootCauseMessage("injected failure of " + method);
    }
}
