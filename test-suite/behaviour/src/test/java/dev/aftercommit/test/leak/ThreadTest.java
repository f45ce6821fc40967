package dev.aftercommit.test.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R23: no thread of the library is started unless it is asked for")
@Tag("h2")
class ThreadTest {

    // Hibernate and the database have started theirs
    @RegisterExtension
    final TestFactory without = TestFactory.of(Parcel.class).with("hibernate.aftercommit.enabled", false);

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    // So that what is expected is not printed
    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Registrations registrations = new Registrations(new Watch());

    @Test
    void isNotStartedByAFactoryItsTransactionsAndItsClosing() throws Exception {
        without.inTransaction(session -> session.persist(new Parcel()));
        Set<Thread> before = threads();
        try (Session session = factory.open()) {
            session.beginTransaction();
            registrations.add(session);
            registrations.addInSavepoints(session);
            session.getTransaction().commit();
        }
        factory.close();
        Set<Thread> started = threads();
        started.removeAll(before);
        assertThat(started).isEmpty();
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
