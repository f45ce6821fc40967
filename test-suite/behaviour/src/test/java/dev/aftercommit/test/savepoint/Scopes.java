package dev.aftercommit.test.savepoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;

/** Savepoints in one transaction at a time, and what its callbacks have said. */
final class Scopes {

    final List<String> events = new ArrayList<>();

    private final TestFactory factory;
    private Session session;

    Scopes(TestFactory factory) {
        this.factory = factory;
    }

    void commit(Runnable work) {
        factory.inTransaction(opened -> {
            use(opened);
            work.run();
        });
    }

    void rollBack(Runnable work) {
        commit(() -> {
            work.run();
            session.getTransaction().setRollbackOnly();
        });
    }

    /** Has what follows happen in a session. */
    void use(Session opened) {
        session = opened;
    }

    Session session() {
        return session;
    }

    AfterCommit afterCommit() {
        return AfterCommit.of(session);
    }

    void keep(Runnable work) {
        afterCommit().inSavepoint(work);
    }

    void discard(Runnable work) {
        assertThatThrownBy(() -> keep(() -> {
                    work.run();
                    throw new UndoneException();
                }))
                .isInstanceOf(UndoneException.class);
    }

    /** Registers a commit callback. */
    void run(String name) {
        afterCommit().run(() -> events.add(name));
    }

    /** Registers a callback of each kind. */
    void register(String name) {
        afterCommit().run(() -> events.add(name + " committed"));
        afterCommit().afterRollback(() -> events.add(name + " rolled back"));
        afterCommit().afterCompletion(outcome -> events.add(name + " " + outcome));
    }

    private static final class UndoneException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
