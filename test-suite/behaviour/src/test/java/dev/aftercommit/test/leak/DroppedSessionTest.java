package dev.aftercommit.test.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName(
        "R23: a session that nobody needs any more is collected while its factory is open, and its callbacks with it")
@Tag("h2")
class DroppedSessionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    // So that what is expected is not printed
    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Watch watch = new Watch();
    private final Registrations registrations = new Registrations(watch);

    @AfterEach
    void isCollected() {
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void afterACommit() {
        drop(session -> session.getTransaction().commit());
    }

    @Test
    void afterARollback() {
        drop(session -> session.getTransaction().rollback());
    }

    @Test
    void afterAFailedCommit() {
        drop(this::failCommit);
    }

    @Test
    void afterAFailedCommitAndClose() {
        drop(session -> {
            failCommit(session);
            session.close();
        });
    }

    @Test
    void afterAFailedRollback() {
        drop(this::failRollback);
    }

    @Test
    void afterAFailedRollbackAndClose() {
        drop(session -> {
            failRollback(session);
            session.close();
        });
    }

    @Test
    void afterACloseWithoutCommit() {
        drop(Session::close);
    }

    @Test
    void whereItWasAbandoned() {
        drop(session -> {});
    }

    @Test
    void whereItWasAbandonedWithJpaBootstrap() {
        factory.jpa();
        drop(session -> {});
    }

    @Test
    void whereItWasClosedBeforeItsCommitWithJpaBootstrap() {
        factory.jpa();
        drop(Session::close);
    }

    @Test
    void afterSavepoints() {
        drop(session -> {
            registrations.addInSavepoints(session);
            session.getTransaction().commit();
        });
    }

    @Test
    void whereItWasAbandonedWithSavepoints() {
        drop(registrations::addInSavepoints);
    }

    @Test
    void whereItSharesItsConnectionWithAnother() {
        drop(session -> {
            Session child = session.sessionWithOptions().connection().openSession();
            AfterCommit.of(watch.on("child", child)).run(child::hashCode);
            session.getTransaction().commit();
        });
    }

    @Test
    void whereItIsStateless() {
        dropStateless(session -> session.getTransaction().commit());
    }

    @Test
    void whereItIsStatelessAndWasAbandoned() {
        dropStateless(session -> {});
    }

    @Test
    void afterDeferredCallbacksHaveRun() {
        deferring();
        drop(session -> {
            session.getTransaction().commit();
            session.close();
        });
    }

    @Test
    void whereItWasAbandonedWithDeferredCallbacks() {
        deferring();
        drop(session -> session.getTransaction().commit());
    }

    private void drop(Consumer<Session> end) {
        Session session = watch.on("session", factory.open());
        session.beginTransaction();
        registrations.add(session);
        end.accept(session);
    }

    private void dropStateless(Consumer<StatelessSession> end) {
        StatelessSession session = watch.on("session", factory.get().openStatelessSession());
        session.beginTransaction();
        registrations.add(session);
        end.accept(session);
    }

    private void deferring() {
        factory.with("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_HOLD")
                .with("hibernate.aftercommit.connection", "defer");
    }

    private void failCommit(Session session) {
        factory.connections().failNext("commit");
        assertThatThrownBy(() -> session.getTransaction().commit()).hasRootCauseMessage("injected failure of commit");
    }

    private void failRollback(Session session) {
        factory.connections().failNext("rollback");
        assertThatThrownBy(() -> session.getTransaction().rollback())
                .hasRootCauseMessage("injected failure of rollback");
    }
}
