package dev.aftercommit;

/**
 * The names of the settings, which are given like any other setting of Hibernate: as properties of the configuration or
 * of the persistence unit. A name under {@code hibernate.aftercommit.} that is not listed here, or a value that is not
 * valid, is an error when the session factory is built.
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
     * works with a bean container (CDI, Spring), and instantiated otherwise. By default, there is none, and that of the
     * framework is used (in Spring Boot, the bean {@code applicationTaskExecutor}), or else the default executor of
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
     * works with a bean container (CDI, Spring), and instantiated otherwise. There is none by default.
     */
    public static final String OBSERVER = PREFIX + "observer";

    /**
     * The {@link dev.aftercommit.spi.AmbientTransaction} of the framework that binds transactions to threads. In Spring, the
     * configuration {@code dev.aftercommit.spring.AfterCommitConfiguration} sets it.
     *
     * <p>Expects an instance, a class, or the name of a class. A class is obtained as a managed bean where Hibernate
     * works with a bean container (CDI, Spring), and instantiated otherwise. There is none by default but that of JTA.
     */
    public static final String AMBIENT_TRANSACTION = PREFIX + "ambient_transaction";

    private AfterCommitSettings() {}
}
