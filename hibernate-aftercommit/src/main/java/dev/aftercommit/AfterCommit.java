package dev.aftercommit;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.EntityManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/**
 * Defers work until the current transaction of a session has committed.
 *
 * <pre>
 * AfterCommit.of(session).run(() -&gt; mailer.confirm(orderId));
 * </pre>
 *
 * <p>The work runs once, after the commit, and never after a rollback. So a mail is not sent for an order that was
 * rolled back, and a worker that is woken by it finds the order in the database.
 *
 * <p>Callbacks run in the order in which they were registered, on the thread that completes the transaction, after
 * Hibernate's own completion work. A callback that throws does not stop the others, and neither changes nor hides the
 * outcome: its failure is logged. While callbacks run, no finished transaction is bound to the thread, so that a
 * callback may begin a transaction of its own, and what it writes there is kept. A callback that registers another has
 * it run at once, because its own transaction is over; where it has begun a new transaction, the registration belongs
 * to that one.
 *
 * <p>Where no transaction is active, {@link #run} runs the callback at once, on the caller's thread, and its exception
 * reaches the caller. See {@link AfterCommitSettings#NO_TRANSACTION} for the alternatives.
 *
 * <p>An {@code AfterCommit} is a cheap view. It always follows the current transaction of its session, and may be kept
 * as long as the session, or, over a proxy that leads to the session of the moment, as long as the proxy. It is no more
 * thread-safe than the session.
 *
 * <p>What it does not promise: a callback is not written down anywhere. Where the process dies between the commit and
 * the callback, the callback is lost. Between several sessions in one JTA transaction, no order is promised.
 *
 * <p>The model is {@code transaction.on_commit} of Django.
 *
 * @since 0.1
 */
public interface AfterCommit {

    /**
     * The view of a session: one that Hibernate opened, a proxy of one (the current session, a CDI or Spring proxy), or
     * an {@link AfterCommitSession}.
     *
     * @throws IllegalArgumentException if the object leads to no session of Hibernate
     * @throws IllegalStateException if its session factory was built without this library
     */
    static AfterCommit of(Session session) {
        return AfterCommitProvider.INSTANCE.afterCommit(requireNonNull(session, "session"));
    }

    /**
     * Variant of {@link #of(Session)} for an entity manager, container-managed ones included.
     *
     * @throws IllegalArgumentException if the object leads to no session of Hibernate
     * @throws IllegalStateException if its session factory was built without this library
     */
    static AfterCommit of(EntityManager entityManager) {
        return AfterCommitProvider.INSTANCE.afterCommit(requireNonNull(entityManager, "entityManager"));
    }

    /**
     * Variant of {@link #of(Session)} for a stateless session.
     *
     * @throws IllegalArgumentException if the object leads to no session of Hibernate
     * @throws IllegalStateException if its session factory was built without this library
     */
    static AfterCommit of(StatelessSession session) {
        return AfterCommitProvider.INSTANCE.afterCommit(requireNonNull(session, "session"));
    }

    /**
     * Runs a callback after the current transaction has committed, or at once where no transaction is active.
     *
     * @throws IllegalStateException if no transaction is active and {@link AfterCommitSettings#NO_TRANSACTION} is
     *     {@code fail}
     */
    void run(Runnable callback);

    /**
     * Variant of {@link #run} that runs one callback per key and transaction: where an equal key was given before, the
     * new callback replaces the former one, at the former one's place in the order. So the last registered runs, and it
     * runs once.
     */
    void runOnce(Object key, Runnable callback);

    /**
     * Variant of {@link #run} that gives the work a new session of the same factory and tenant, in a new transaction,
     * which is committed after the work, or rolled back if the work throws.
     */
    void runInNewTransaction(Consumer<Session> work);

    /**
     * Variant of {@link #run} that hands the callback to an executor after the commit: the one of the setting
     * {@link AfterCommitSettings#EXECUTOR}, or else the default executor of {@link CompletableFuture}. It runs on a thread
     * of the executor, so neither with the session nor in any transaction, and the commit does not wait for it.
     *
     * @return a future that completes after the callback has run, exceptionally if it has thrown or the executor has
     *     refused it; is cancelled if the transaction or the scope was rolled back; and completes with an
     *     {@link OutcomeUnknownException} if nobody could tell whether the transaction has committed
     */
    CompletableFuture<Void> runAsync(Runnable callback);

    /** Variant of {@link #runAsync(Runnable)} for the given executor. */
    CompletableFuture<Void> runAsync(Runnable callback, Executor executor);

    /**
     * Runs a callback after the current transaction has rolled back. Rollback callbacks run newest first. Where no
     * transaction is active the callback is ignored, because there is nothing that could roll back.
     */
    void afterRollback(Runnable callback);

    /**
     * Runs a callback after the current transaction has ended, with its outcome: the only kind of callback that
     * runs after {@link TransactionOutcome#UNKNOWN} as well. After a commit it has its place among the commit callbacks,
     * after a rollback among the rollback callbacks. Where no transaction is active it runs at once, with
     * {@link TransactionOutcome#COMMITTED}.
     */
    void afterCompletion(Consumer<TransactionOutcome> callback);

    /**
     * Runs work within a savepoint of the current transaction: a nested scope that can be rolled back alone. The session is
     * flushed before and after. If the work throws, the transaction is rolled back to the savepoint, the callbacks that were
     * registered within are discarded, the persistence context is cleared, and the exception is thrown on: entities that
     * were loaded before are detached from then on and have to be loaded again before they are changed. Otherwise the
     * callbacks go to the scope around it, at their place in the order.
     *
     * <p>Rollback callbacks of a scope that was rolled back run when the whole transaction ends, before its own callbacks,
     * whatever its outcome; so do its completion callbacks, with {@link TransactionOutcome#ROLLED_BACK}. The
     * second-level cache is evicted then.
     *
     * <p>Where Hibernate itself has marked the transaction for rollback, as it does for every failed flush or query, it
     * stays so marked. Where no transaction is active the work is just run. A stateless session has no persistence
     * context to be flushed or cleared. Other sessions that share the connection are not flushed or cleared.
     *
     * @throws org.hibernate.HibernateException if the connection refuses savepoints, before the work starts
     */
    void inSavepoint(Runnable work);

    /** Variant of {@link #inSavepoint} for work that has a result. */
    <T> T fromSavepoint(Supplier<? extends T> work);

    /**
     * Whether a transaction is active that a callback would wait for. A JTA transaction that is bound to the thread
     * counts in any status but {@code NO_TRANSACTION} and {@code COMMITTED}.
     */
    boolean isTransactionActive();

    /**
     * A token of the current transaction, for workers in other processes that are to wait until its data is visible, or learn
     * that it was rolled back; see {@link dev.aftercommit.barrier.TransactionBarrier}. Inside {@link #inSavepoint} it stands for the
     * scope: where that is rolled back, the token counts as rolled back at once. Where no transaction is active, it is a token
     * that is committed already.
     *
     * <p>The first call in a transaction or scope costs one round trip to the database, on the session's connection; further calls
     * give the same token. On PostgreSQL nothing is written. Other databases need a table, which is created by the first token,
     * see {@link AfterCommitSettings#BARRIER_CREATE_TABLE}.
     *
     * @throws IllegalStateException if the database is not supported, or the table that it needs is missing and cannot be created
     * @throws org.hibernate.HibernateException if the database refuses the statement
     */
    BarrierToken token();
}
