package dev.aftercommit;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * A session that can defer work until commit: {@code session.afterCommit(() -> mailer.confirm(id))}.
 *
 * <p>It is a view of an ordinary session and shares everything with it: its life cycle, its transaction, and the thread
 * that it is confined to. Closing the view closes the session. Two views of the same session are equal. The view
 * implements every public interface of the session that it was made of, and {@code unwrap} leads to the session
 * itself.
 *
 * @see AfterCommit
 * @since 0.1
 */
public interface AfterCommitSession extends Session {

    /**
     * A view of a session.
     *
     * @throws IllegalArgumentException if the object leads to no session of Hibernate
     * @throws IllegalStateException if its session factory was built without this library
     */
    static AfterCommitSession of(Session session) {
        return AfterCommitProvider.INSTANCE.session(requireNonNull(session, "session"));
    }

    /**
     * Variant of {@link #of(Session)} for an entity manager, container-managed ones included.
     *
     * @throws IllegalArgumentException if the object leads to no session of Hibernate
     * @throws IllegalStateException if its session factory was built without this library
     */
    static AfterCommitSession of(EntityManager entityManager) {
        return AfterCommitProvider.INSTANCE.session(requireNonNull(entityManager, "entityManager"));
    }

    /**
     * Opens a session, which the caller closes.
     *
     * @throws IllegalStateException if the session factory was built without this library
     */
    static AfterCommitSession open(SessionFactory factory) {
        return of(requireNonNull(factory, "factory").openSession());
    }

    /** Variant of {@link SessionFactory#inTransaction(Consumer)}. */
    static void inTransaction(SessionFactory factory, Consumer<AfterCommitSession> work) {
        requireNonNull(work, "work");
        requireNonNull(factory, "factory").inTransaction(session -> work.accept(of(session)));
    }

    /** Variant of {@link SessionFactory#fromTransaction(Function)}. */
    static <R> R fromTransaction(SessionFactory factory, Function<AfterCommitSession, R> work) {
        requireNonNull(work, "work");
        return requireNonNull(factory, "factory").fromTransaction(session -> work.apply(of(session)));
    }

    /** Same as {@link AfterCommit#run(Runnable)}. */
    void afterCommit(Runnable callback);

    /** Same as {@link AfterCommit#afterRollback(Runnable)}. */
    void afterRollback(Runnable callback);

    /** Same as {@link AfterCommit#afterCompletion(Consumer)}. */
    void afterCompletion(Consumer<TransactionOutcome> callback);
}
