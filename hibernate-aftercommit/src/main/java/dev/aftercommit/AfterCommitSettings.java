package dev.aftercommit;

/**
 * The names of the settings, which are given like any other setting of Hibernate: as properties of the configuration or
 * of the persistence unit. A name under {@code hibernate.aftercommit.} that is not listed here, or a value that is not
 * valid, is an error when the session factory is built.
 *
 * <p>A text may have blanks around it, and the name of a constant be in any case. Where a setting expects the name of a
 * constant, true or false, or a duration, a value of another type counts as its text. A number of seconds is a whole one,
 * and no duration is below zero; one of more than a hundred years counts as a hundred years.
 *
 * @since 0.1
 */
public final class AfterCommitSettings {

    /** What the names of all settings begin with. */
    public static final String PREFIX = "hibernate.aftercommit.";

    /**
     * Whether the library is switched on. Where it is not, everything is as if the jar were absent, and
     * {@link AfterCommit#of} says so.
     *
     * <p>Expects {@code true} or {@code false}. Defaults to {@code true}.
     */
    public static final String ENABLED = PREFIX + "enabled";

    /**
     * What becomes of the failures of commit callbacks.
     *
     * <p>Expects a {@link FailurePolicy} or its name: {@code log}, {@code rethrow} or {@code stop}. Defaults to
     * {@code log}.
     */
    public static final String FAILURE_POLICY = PREFIX + "failure_policy";

    /**
     * What {@link AfterCommit#run} does where no transaction is active.
     *
     * <p>Expects {@code run} (the callback runs at once), {@code warn} (it runs at once, and a warning is logged, once
     * per place in the code), or {@code fail} (an {@link IllegalStateException} is thrown, and the callback does not
     * run). Defaults to {@code run}.
     */
    public static final String NO_TRANSACTION = PREFIX + "no_transaction";

    /**
     * What happens to the connection of a transaction that has ended before its callbacks run, where Hibernate itself holds
     * it for longer: until the session is closed, in the connection handling modes that end with {@code HOLD}.
     *
     * <p>Expects {@code auto} (it is given back first, so that a callback finds it in the pool; the session takes another one
     * when it next needs one), {@code keep} (callbacks run while the session holds it, for applications that keep state in
     * the connection, and have a pool that has another one for callbacks), or {@code defer} (callbacks run when the session
     * gives it back). Defaults to {@code auto}.
     *
     * <p>With {@code auto}, a connection that was supplied by the user, or from which results are still being read, is never
     * given back: callbacks run at once, and a warning says so. And callbacks run when the session gives the connection back
     * where a framework still has to reset what it has set in it.
     */
    public static final String CONNECTION = PREFIX + "connection";

    /**
     * The {@link java.util.concurrent.Executor} of {@link AfterCommit#runAsync(Runnable)}.
     *
     * <p>Expects an instance, a class, or the name of a class. A class is obtained as a managed bean where Hibernate
     * works with a bean container (CDI, Spring), and instantiated by its constructor without arguments otherwise.
     * By default, there is none, and that of the framework is used (in Spring Boot, the bean
     * {@code applicationTaskExecutor}; in Quarkus, the {@code ManagedExecutor}), or else the default executor of
     * {@link java.util.concurrent.CompletableFuture}.
     */
    public static final String EXECUTOR = PREFIX + "executor";

    /**
     * How long the closing of the session factory waits for asynchronous callbacks that are under way. What is still under
     * way then is left alone, and a warning counts it.
     *
     * <p>Expects a {@link java.time.Duration}, its text ({@code PT10S}), or a number of seconds. Defaults to ten seconds.
     */
    public static final String SHUTDOWN_TIMEOUT = PREFIX + "shutdown_timeout";

    /**
     * The {@link dev.aftercommit.spi.CommitObserver} that is told of every callback.
     *
     * <p>Expects an instance, a class, or the name of a class. A class is obtained as a managed bean where Hibernate
     * works with a bean container (CDI, Spring), and instantiated by its constructor without arguments otherwise.
     * There is none by default.
     */
    public static final String OBSERVER = PREFIX + "observer";

    /**
     * The {@link dev.aftercommit.spi.AmbientTransaction} of the framework that binds transactions to threads. In Spring, the
     * configuration {@code dev.aftercommit.spring.AfterCommitConfiguration} sets it.
     *
     * <p>Expects an instance, a class, or the name of a class. A class is obtained as a managed bean where Hibernate
     * works with a bean container (CDI, Spring), and instantiated by its constructor without arguments otherwise.
     * There is none by default but that of JTA.
     */
    public static final String AMBIENT_TRANSACTION = PREFIX + "ambient_transaction";

    /**
     * Whether the database is asked for the outcome of a transaction whose COMMIT has failed in a way that leaves it open what
     * became of it: the connection was lost, say. It is asked for at most ten seconds, on a connection of the library's own; then commit or
     * rollback callbacks run accordingly. The caller of commit sees Hibernate's exception all the same.
     *
     * <p>Expects {@code token} (where the transaction has issued a {@link BarrierToken}), {@code always} (a token is issued before
     * the commit of each transaction that has callbacks, which costs one round trip), or {@code never}. Defaults to {@code token}.
     */
    public static final String RESOLVE_UNKNOWN = PREFIX + "resolve_unknown";

    /** What the names of all settings of the transaction barrier begin with. */
    public static final String BARRIER_PREFIX = PREFIX + "barrier.";

    /**
     * How the barrier finds out what became of a transaction.
     *
     * <p>Expects {@code transaction_id} (PostgreSQL 15 and later), {@code dirty_read} (MariaDB, MySQL, H2), {@code unique_key} (others),
     * or a {@link dev.aftercommit.spi.BarrierStrategy}: an instance, a class, or the name of a class. By default, the database decides.
     */
    public static final String BARRIER_STRATEGY = BARRIER_PREFIX + "strategy";

    /**
     * The table of the barrier, for databases that need one, and for {@link #BARRIER_WITNESS}. Expects the name, with the
     * schema where need be. Defaults to {@code aftercommit_barrier}.
     */
    public static final String BARRIER_TABLE = BARRIER_PREFIX + "table";

    /**
     * When the table of the barrier is created, where it is needed and missing.
     *
     * <p>Expects {@code lazy} (by the first token, on a connection of the library's own), {@code startup} (when the session factory is
     * built), or {@code never} (the first token fails, and the message shows the statements). Defaults to {@code lazy}.
     */
    public static final String BARRIER_CREATE_TABLE = BARRIER_PREFIX + "create_table";

    /**
     * How long the outcome of a transaction can be asked for. What is older is unknown, unless it is known to have
     * committed, and the rows of the table are deleted some time after.
     *
     * <p>Expects a {@link java.time.Duration}, its text ({@code P7D}), or a number of seconds. Defaults to seven days.
     */
    public static final String BARRIER_RETENTION = BARRIER_PREFIX + "retention";

    /**
     * Whether a token of PostgreSQL writes a row as well, which tells after a crash of the server what became of the transaction.
     * Expects {@code true} or {@code false}. Defaults to {@code false}: then the outcome of transactions from before a crash is unknown
     * if they seem to have committed.
     */
    public static final String BARRIER_WITNESS = BARRIER_PREFIX + "witness";

    /**
     * The key with which tokens are signed and checked (HMAC-SHA256), for queues that others can write to. Expects any text; at least 32
     * characters should be random. There is none by default.
     */
    public static final String BARRIER_HMAC_KEY = BARRIER_PREFIX + "hmac_key";

    private AfterCommitSettings() {}
}
