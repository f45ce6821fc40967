package dev.aftercommit.barrier;

import static java.util.Objects.requireNonNull;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.OutcomeUnknownException;
import dev.aftercommit.TransactionOutcome;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/**
 * Where workers wait until the data of a transaction is visible, or learn that it was rolled back. A task that is put into a queue
 * inside a transaction may be taken out before the commit, by another process, which then does not find what the task is
 * about; or after a rollback, for what has never been. With the {@link dev.aftercommit.AfterCommit#token token} of the
 * transaction, which travels with the task, the worker waits for just that transaction:
 *
 * <pre>
 * TransactionBarrier.of(sessionFactory).await(BarrierToken.parse(text), Duration.ofSeconds(30));
 * </pre>
 *
 * <p>The database is asked, and nobody else: neither a broker nor the process that has issued the token, which may be gone. All
 * who wait in a process share one query, repeated at intervals that grow with the wait, from one millisecond to fifty; a
 * connection is taken for the time of the query, and only while somebody waits. A token may be waited for any number of times, by
 * any number of workers, also long after its transaction.
 *
 * <p>A barrier is thread-safe, and may be kept as long as its factory or data source. It needs not be closed: where its session
 * factory is closed, all who wait are released with an {@link IllegalStateException}.
 *
 * <p>What it does not promise: that a worker which is in a transaction of its own already sees the data, since that may read an
 * older state; so {@link #await} refuses to wait there. After a crash of the database it may be
 * {@linkplain OutcomeUnknownException unknown} whether a transaction has committed.
 *
 * <p>The model is django-transaction-barrier.
 *
 * @since 0.1
 */
public interface TransactionBarrier {

    /**
     * The barrier for transactions of a factory's database.
     *
     * @throws IllegalStateException if the factory was built without this library
     */
    static TransactionBarrier of(SessionFactory factory) {
        return BarrierProvider.INSTANCE.barrier(requireNonNull(factory, "factory"));
    }

    /**
     * Variant of {@link #of(SessionFactory)} for an entity manager factory.
     *
     * @throws IllegalArgumentException if it is not one of Hibernate
     * @throws IllegalStateException if it was built without this library
     */
    static TransactionBarrier of(EntityManagerFactory factory) {
        return BarrierProvider.INSTANCE.barrier(requireNonNull(factory, "factory"));
    }

    /** Variant of {@link #of(SessionFactory)} for workers without Hibernate. The data source should be a pool. */
    static TransactionBarrier of(DataSource dataSource) {
        return of(dataSource, Map.of());
    }

    /**
     * Variant of {@link #of(DataSource)} with settings, which have to be those of the writer's session factory: the table, the key
     * of the tokens, and so on.
     *
     * @param settings those whose names begin with {@link dev.aftercommit.AfterCommitSettings#BARRIER_PREFIX}
     * @throws org.hibernate.HibernateException if a name or a value is not valid
     */
    static TransactionBarrier of(DataSource dataSource, Map<String, ?> settings) {
        return BarrierProvider.INSTANCE.barrier(
                requireNonNull(dataSource, "dataSource"), requireNonNull(settings, "settings"));
    }

    /**
     * The barrier for a worker that reads from a replica: it waits until the data has arrived there. What became of the transaction
     * is decided by the primary.
     *
     * @param primary the barrier of the primary, made by one of the other methods
     */
    static TransactionBarrier ofReplica(DataSource replica, TransactionBarrier primary) {
        return BarrierProvider.INSTANCE.replica(requireNonNull(replica, "replica"), requireNonNull(primary, "primary"));
    }

    /**
     * Waits until the data of the transaction is visible to whoever begins a transaction now.
     *
     * @throws TransactionAbortedException if it was rolled back
     * @throws BarrierTimeoutException if it is undecided after the time; the first look is taken whatever the time
     * @throws OutcomeUnknownException if nobody can know any more: the token is older than
     *     {@link dev.aftercommit.AfterCommitSettings#BARRIER_RETENTION}, or the database has crashed
     * @throws IllegalArgumentException if the token is of another database, or not signed as it should be
     * @throws IllegalStateException on a thread with an active transaction of JTA or Spring, or with the open transaction that has
     *     issued the token: it would wait for itself, or read an old state. And where the database cannot tell.
     * @throws InterruptedException if the thread was interrupted before or while it waited
     */
    void await(BarrierToken token, Duration timeout) throws InterruptedException;

    /**
     * Variant of {@link #await} that holds no thread, and waits for as long as it takes. The stage completes on a thread of the
     * barrier, which others wait for: use the {@code async} methods for what is not short. Cancel it, by
     * {@code toCompletableFuture()}, to wait no longer.
     *
     * @return a stage that completes when the data is visible, or exceptionally with what {@link #await} throws
     */
    CompletionStage<Void> whenCommitted(BarrierToken token);

    /**
     * What became of the transaction, asked for now and without waiting.
     *
     * @return empty while it is undecided
     * @throws IllegalArgumentException if the token is of another database, or not signed as it should be
     * @throws org.hibernate.HibernateException if the database cannot be asked
     */
    Optional<TransactionOutcome> outcome(BarrierToken token);

    /**
     * A task that waits as by {@link #await}, and then runs. Called on a thread with the open transaction that has issued the token,
     * it runs at once: so a queue that runs its tasks on the spot, as in tests, needs nothing else.
     */
    <V> Callable<V> guard(BarrierToken token, Duration timeout, Callable<V> task);
}
