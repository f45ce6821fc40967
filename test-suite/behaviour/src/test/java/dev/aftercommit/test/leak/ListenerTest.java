package dev.aftercommit.test.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R23: what stays of the library is one emptied listener for each session that is held")
@Tag("h2")
class ListenerTest {

    private static final List<String> ONE_LISTENER = List.of("1 dev.aftercommit.internal.transaction.SessionCallbacks");

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @BeforeEach
    void loadAllClasses() {
        useAndClose();
    }

    @Test
    void isOneHoweverManyTransactionsASessionHasHad() {
        try (Session session = factory.open()) {
            Instances before = Instances.count();
            useManyTimes(session);
            assertThat(Instances.count().since(before)).isEqualTo(ONE_LISTENER);
        }
    }

    @Test
    void isOneHoweverManySessionsTheFactoryHasHad() {
        try (Session session = factory.open()) {
            Instances before = Instances.count();
            for (int i = 0; i < 100; i++) {
                useAndClose();
            }
            commit(session);
            assertThat(Instances.count().since(before)).isEqualTo(ONE_LISTENER);
        }
    }

    @Test
    void isOneHoweverManySessionsWereAbandoned() {
        try (Session session = factory.open()) {
            Instances before = Instances.count();
            for (int i = 0; i < 100; i++) {
                abandon();
            }
            commit(session);
            assertThat(addedInTheEnd(before)).isEqualTo(ONE_LISTENER);
        }
    }

    @Test
    void isNoneWhereASessionHasHadNoCallback() {
        try (Session session = factory.open()) {
            Instances before = Instances.count();
            session.beginTransaction();
            assertThat(AfterCommit.of(session).isTransactionActive()).isTrue();
            session.getTransaction().commit();
            assertThat(Instances.count().since(before)).isEmpty();
        }
    }

    private void useManyTimes(Session session) {
        for (int i = 0; i < 100; i++) {
            commit(session);
            session.beginTransaction();
            register(session);
            session.getTransaction().rollback();
            session.clear();
        }
    }

    private void commit(Session session) {
        session.beginTransaction();
        register(session);
        session.getTransaction().commit();
        session.clear();
    }

    private void useAndClose() {
        try (Session session = factory.open()) {
            commit(session);
        }
    }

    private void abandon() {
        Session session = factory.open();
        session.beginTransaction();
        register(session);
    }

    // The entries of sessions that were collected are removed when there are others to add
    private List<String> addedInTheEnd(Instances before) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        List<String> added;
        do {
            useAndClose();
            added = Instances.count().since(before);
        } while (!added.equals(ONE_LISTENER) && System.nanoTime() < deadline);
        return added;
    }

    private static void register(Session session) {
        session.persist(new Parcel());
        AfterCommit.of(session).run(session::hashCode);
        AfterCommit.of(session).afterRollback(session::hashCode);
    }
}
