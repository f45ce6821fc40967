package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R6, R13: savepoints of stateless sessions, of sessions that share a connection, and in callbacks")
@Tag("R13")
class SavepointSessionTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Task.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<String> events = new ArrayList<>();

    @AfterEach
    void nothingIsLogged() {
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void keepWhatAStatelessSessionHasWritten() {
        try (StatelessSession session = factory.get().openStatelessSession()) {
            session.beginTransaction();
            AfterCommit.of(session).inSavepoint(() -> {
                session.insert(new Task(1, "inside"));
                run(AfterCommit.of(session), "inside");
            });
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("inside");
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    @Test
    void discardWhatAStatelessSessionHasWritten() {
        try (StatelessSession session = factory.get().openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Task(1, "outside"));
            discard(AfterCommit.of(session), () -> {
                session.insert(new Task(2, "inside"));
                run(AfterCommit.of(session), "inside");
            });
            run(AfterCommit.of(session), "behind");
            session.getTransaction().commit();
        }
        assertThat(events).containsExactly("behind");
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    @Test
    void discardWhatAStatelessSessionHasInABatchAndNothingBefore() {
        try (StatelessSession session = factory.get().openStatelessSession()) {
            session.setJdbcBatchSize(10);
            session.beginTransaction();
            session.insert(new Task(1, "outside"));
            discard(AfterCommit.of(session), () -> session.insert(new Task(2, "inside")));
            session.insert(new Task(3, "behind"));
            session.getTransaction().commit();
        }
        List<Integer> ids = factory.fromTransaction(
                session -> session.createSelectionQuery("select id from Task order by id", Integer.class)
                        .getResultList());
        assertThat(ids).containsExactly(1, 3);
    }

    @Test
    void keepWhatAChildOfTheSessionHasDone() {
        factory.inTransaction(parent -> {
            run(AfterCommit.of(parent), "parent");
            inChild(parent, child -> AfterCommit.of(child).inSavepoint(() -> write(child, 1, "child")));
            run(AfterCommit.of(parent), "parent again");
        });
        assertThat(events).containsExactly("parent", "child", "parent again");
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    @Test
    void discardWhatAChildOfTheSessionHasDoneAndLeaveTheParentAlone() {
        factory.inTransaction(parent -> {
            Task task = new Task(1, "parent");
            parent.persist(task);
            inChild(parent, child -> discard(AfterCommit.of(child), () -> write(child, 2, "child")));
            assertThat(parent.contains(task)).isTrue();
            run(AfterCommit.of(parent), "parent");
        });
        assertThat(events).containsExactly("parent");
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    @Test
    void discardWhatAChildHasDoneThatTheWorkHasClosed() {
        factory.inTransaction(parent -> {
            Session child = parent.sessionWithOptions().connection().openSession();
            discard(AfterCommit.of(child), () -> {
                write(child, 1, "child");
                child.flush();
                child.close();
            });
            run(AfterCommit.of(parent), "parent");
        });
        assertThat(events).containsExactly("parent");
        assertThat(factory.count(Task.class)).isZero();
    }

    @Test
    void discardWhatAChildRegistersInASavepointOfTheParent() {
        factory.inTransaction(parent -> {
            discard(
                    AfterCommit.of(parent),
                    () -> inChild(parent, child -> {
                        write(child, 1, "child");
                        child.flush();
                    }));
            run(AfterCommit.of(parent), "parent");
        });
        assertThat(events).containsExactly("parent");
        assertThat(factory.count(Task.class)).isZero();
    }

    @Test
    void discardWhatIsRegisteredInTheTransactionOfACallback() {
        factory.inTransaction(outer -> AfterCommit.of(outer).runInNewTransaction(inner -> {
            write(inner, 1, "inner");
            discard(AfterCommit.of(inner), () -> write(inner, 2, "discarded"));
        }));
        assertThat(events).containsExactly("inner");
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    @Test
    void discardWhatIsRegisteredInATransactionThatACallbackBeginsOnTheSameSession() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> {
            session.beginTransaction();
            AfterCommit.of(session).inSavepoint(() -> write(session, 1, "kept"));
            discard(AfterCommit.of(session), () -> write(session, 2, "discarded"));
            session.getTransaction().commit();
        }));
        assertThat(events).containsExactly("kept");
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    @Test
    void justRunInACallbackWithoutATransaction() {
        factory.inTransaction(session -> AfterCommit.of(session)
                .run(() -> AfterCommit.of(session).inSavepoint(() -> run(AfterCommit.of(session), "at once"))));
        assertThat(events).containsExactly("at once");
    }

    @Test
    void areThoseOfEachSessionForItself() {
        factory.inTransaction(outer -> {
            discard(AfterCommit.of(outer), () -> factory.inTransaction(inner -> write(inner, 1, "inner")));
            run(AfterCommit.of(outer), "outer");
        });
        assertThat(events).containsExactly("inner", "outer");
        assertThat(factory.count(Task.class)).isEqualTo(1);
    }

    private void write(Session session, int id, String name) {
        session.persist(new Task(id, name));
        run(AfterCommit.of(session), name);
    }

    private void run(AfterCommit afterCommit, String event) {
        afterCommit.run(() -> events.add(event));
    }

    private static void inChild(Session parent, Consumer<Session> work) {
        try (Session child = parent.sessionWithOptions().connection().openSession()) {
            work.accept(child);
            child.flush();
        }
    }

    private static void discard(AfterCommit afterCommit, Runnable work) {
        assertThatThrownBy(() -> afterCommit.inSavepoint(() -> {
                    work.run();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
    }
}
