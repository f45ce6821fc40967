package dev.aftercommit.test.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The watch for leaks sees one where there is one")
@Tag("h2")
class WatchTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    // So that what is expected is not printed
    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Watch watch = new Watch(Duration.ofMillis(200));
    private final List<Object> leak = new ArrayList<>();

    @Test
    void seesASessionThatIsHeld() {
        factory.inTransaction(session -> leak.add(watch.on("session", session)));
        assertThat(watch.reachable()).containsExactly("session");
    }

    @Test
    void seesACallbackThatIsHeldWithWhatItLeadsTo() {
        watch.on("nobody's", new Object());
        hold(watch.on("object", new Object()));
        assertThat(watch.reachable()).containsExactly("object", "callback");
    }

    @Test
    void seesWhatAnOpenTransactionWaitsFor() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            new Registrations(watch).add(session);
            assertThat(watch.reachable()).contains("run", "object of run", "afterRollback", "future", "entity");
        }
    }

    @Test
    void seesAClassLoaderThatAThreadHoldsByAnObjectOfOneOfItsClasses() throws Exception {
        ThreadLocal<Object> local = new ThreadLocal<>();
        local.set(newParcelOfAnotherLoader());
        assertThat(watch.reachable()).containsExactly("loader");
        local.remove();
    }

    @Test
    void refusesToWatchNothing() {
        assertThatThrownBy(watch::reachable).isInstanceOf(IllegalStateException.class);
    }

    private Object newParcelOfAnotherLoader() throws Exception {
        try (DeploymentLoader loader = watch.on("loader", new DeploymentLoader())) {
            return loader.loadClass(Parcel.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
        }
    }

    private void hold(Object object) {
        leak.add(watch.on("callback", (Runnable) object::hashCode));
    }
}
