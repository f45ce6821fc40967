package dev.aftercommit.test.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionProcess;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R8: a connection that others need is not given back before the callbacks")
class HeldConnectionTest {

    private static final String WARNING =
            "WARN HAC000050: Callbacks run while their session still holds its connection, and may wait in vain for one of"
                    + " a pool that has no other. Reason: %s. This is logged once.";

    @RegisterExtension
    final TestFactory factory =
            TestFactory.of(Entry.class).with("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_HOLD");

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"DELAYED_ACQUISITION_AND_HOLD", "IMMEDIATE_ACQUISITION_AND_HOLD"})
    void leavesAConnectionAloneThatTheUserHasSupplied(String mode) throws SQLException {
        factory.with("hibernate.connection.handling_mode", mode).get();
        try (Connection connection = factory.connections().getConnection();
                Session session =
                        factory.get().withOptions().connection(connection).openSession()) {
            session.beginTransaction();
            AfterCommit.of(session).run(() -> events.add("rows: " + rows(session)));
            session.persist(new Entry(1));
            session.getTransaction().commit();
            assertThat(connection.isClosed()).isFalse();
        }
        assertThat(events).containsExactly("rows: 1");
        assertThat(log.messages()).containsExactly(WARNING.formatted("it was supplied by the user"));
    }

    @Test
    void warnsOncePerFactory() throws SQLException {
        for (int i = 0; i < 2; i++) {
            try (Connection connection = factory.connections().getConnection();
                    Session session =
                            factory.get().withOptions().connection(connection).openSession()) {
                session.beginTransaction();
                AfterCommit.of(session).run(() -> events.add("callback"));
                session.getTransaction().commit();
            }
        }
        assertThat(events).hasSize(2);
        assertThat(log.messages()).hasSize(1);
    }

    @Test
    void leavesAConnectionAloneFromWhichResultsAreRead() {
        factory.inTransaction(session -> session.persist(new Entry(7)));
        try (Session session = factory.open()) {
            session.beginTransaction();
            CompletionProcess.register(session, (success, teller) -> read(session, AfterCommit.of(session)));
            AfterCommit.of(session).run(() -> events.add("callback"));
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("callback", "read 7");
        assertThat(log.messages()).containsExactly(WARNING.formatted("results are still being read from it"));
    }

    /** Leaves the results open while the process returns, and reads them when the callbacks have run. */
    private void read(Session session, AfterCommit afterCommit) {
        ScrollableResults<Entry> results =
                session.createQuery("from Entry", Entry.class).scroll();
        CompletionProcess.register(session, (success, teller) -> {
            // Registered before the library registers itself, so that it is called first: once more, to be behind
            CompletionProcess.register(session, (again, sameTeller) -> {
                results.next();
                events.add("read " + results.get().id);
                results.close();
            });
        });
    }

    @Test
    void runsTheCallbacksWhereTheConnectionCannotBeGivenBack() {
        try (Session session = factory.open()) {
            session.beginTransaction();
            session.persist(new Entry(1));
            AfterCommit.of(session).run(() -> events.add("callback"));
            factory.connections().failNext("close");
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("callback");
        assertThat(log.messages())
                .containsExactly(
                        "WARN HAC000052: The connection could not be given back before the callbacks. They run all the same.");
    }

    @Test
    void keepsTheConnectionIfToldTo() {
        factory.with("hibernate.aftercommit.connection", "keep");
        factory.inTransaction(session -> AfterCommit.of(session)
                .run(() -> events.add("open: " + factory.connections().open())));
        assertThat(events).containsExactly("open: 1");
        assertThat(log.messages()).isEmpty();
    }

    private static long rows(Session session) {
        return session.createQuery("select count(*) from Entry", Long.class).getSingleResult();
    }
}
