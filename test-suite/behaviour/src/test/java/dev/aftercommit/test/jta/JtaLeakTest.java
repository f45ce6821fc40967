package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.leak.Parcel;
import dev.aftercommit.test.leak.Registrations;
import dev.aftercommit.test.leak.Watch;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R23: with JTA too, sessions and callbacks are collected when their transaction is over")
@Tag("R23")
@Tag("h2")
class JtaLeakTest {

    @RegisterExtension
    final TestFactory factory = Jta.factory(Parcel.class);

    @RegisterExtension
    final Jta jta = new Jta();

    // So that what is expected is not printed
    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Watch watch = new Watch();
    private final Registrations registrations = new Registrations(watch);

    @AfterEach
    void isCollected() {
        // Lets the data source of the test forget the connection of the transaction before
        Jta.begin();
        factory.count(Parcel.class);
        jta.rollback();
        assertThat(watch.reachable()).isEmpty();
    }

    @Test
    void afterACommit() {
        Jta.begin();
        registrations.add(open());
        jta.commit();
    }

    @Test
    void afterACommitWithSavepoints() {
        Jta.begin();
        registrations.addInSavepoints(open());
        jta.commit();
    }

    @Test
    void afterARollback() {
        Jta.begin();
        registrations.add(open());
        jta.rollback();
    }

    @Test
    void afterACommitThatIsRefused() {
        Jta.begin();
        registrations.add(open());
        jta.setRollbackOnly();
        assertThatThrownBy(jta::commit).isNotNull();
    }

    @Test
    void afterATimeout() {
        // Built in time
        factory.get();
        jta.beginWithTimeout();
        registrations.add(open());
        jta.awaitTimeout();
        assertThatThrownBy(jta::commit).isNotNull();
    }

    @Test
    void whereTheSessionWasClosedBeforeTheCommit() {
        Jta.begin();
        try (Session session = open()) {
            registrations.add(session);
        }
        jta.commit();
    }

    @Test
    void whereTheSessionIsStateless() {
        Jta.begin();
        StatelessSession session = watch.on("session", factory.get().openStatelessSession());
        registrations.add(session);
        jta.commit();
    }

    private Session open() {
        return watch.on("session", factory.open());
    }
}
