package dev.aftercommit.test.benchmarks.rows;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * One object for each session, and those that share its connection, which is kept by the session alone.
 *
 * <ul>
 *   <li>As a synchronization it hears of the outcome before others do, and enters the queue of the session behind all of Hibernate's own.
 *       Before the commit it asks the driver whether PostgreSQL has aborted the transaction.
 *   <li>As an observer it hears of the next transaction, in case nobody tells of the end of this one; and is found again.
 *   <li>As a listener it hears of the end of the session.
 *   <li>It gives the connection back where that is free, runs each callback for itself, and marks the thread meanwhile, if anybody asks.
 * </ul>
 */
final class LeastSession
        implements Synchronization, AfterCompletionCallback, TransactionObserver, SessionEventListener {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = System.getLogger(LeastSession.class.getName());

    // Of Hibernate's StatusTranslator
    private static final int FAILED_COMMIT = 101;

    private static final ThreadLocal<LeastSession> RUNNING = new ThreadLocal<>();

    private static volatile boolean isAsked;

    private static final ClassValue<Optional<Method>> STATE = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> driver) {
            try {
                return Optional.of(driver.getMethod("getTransactionState"));
            } catch (NoSuchMethodException e) {
                return Optional.empty();
            }
        }
    };

    private final transient SharedSessionContractImplementor session;
    private transient List<Runnable> callbacks = List.of();
    private boolean committed;
    private boolean asked;
    private boolean aborted;
    private boolean closing;
    private transient Error fatal;

    private LeastSession(SharedSessionContractImplementor session) {
        this.session = session;
    }

    static LeastSession of(SharedSessionContractImplementor owner) {
        Search search = new Search();
        owner.getTransactionCoordinator().removeObserver(search);
        return search.found == null ? follow(owner) : search.found;
    }

    private static LeastSession follow(SharedSessionContractImplementor owner) {
        LeastSession followed = new LeastSession(owner);
        owner.getTransactionCoordinator().addObserver(followed);
        owner.getEventListenerManager().addListener(followed);
        return followed;
    }

    static void willBeAsked() {
        isAsked = true;
    }

    static boolean isInProgress(SharedSessionContractImplementor session) {
        if (!session.isOpenOrWaitingForAutoClose()) {
            return false;
        }
        TransactionStatus status =
                session.getJdbcCoordinator().getResourceLocalTransaction().getStatus();
        return status == TransactionStatus.ACTIVE || status == TransactionStatus.MARKED_ROLLBACK;
    }

    static boolean isRunningAfterCommit() {
        return RUNNING.get() != null;
    }

    void add(Runnable callback) {
        if (callbacks.isEmpty()) {
            callbacks = new ArrayList<>(1);
            committed = false;
            asked = false;
            aborted = false;
            session.getTransactionCoordinator().getLocalSynchronizations().registerSynchronization(this);
        }
        callbacks.add(callback);
    }

    /** For the hash set in which Hibernate keeps synchronizations, and for {@link Search}. */
    @Override
    public int hashCode() {
        return 0;
    }

    /** As a synchronization, and as an observer. */
    @Override
    public void beforeCompletion() {
        if (!asked && !callbacks.isEmpty()) {
            asked = true;
            aborted = isAborted();
        }
    }

    private boolean isAborted() {
        LogicalConnectionImplementor connection = session.getJdbcCoordinator().getLogicalConnection();
        try {
            return connection.isPhysicallyConnected() && isAborted(connection.getPhysicalConnection());
        } catch (SQLException | ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.TRACE, "The connection does not tell the state of its transaction", e);
            return false;
        }
    }

    private static boolean isAborted(Connection connection) throws SQLException, ReflectiveOperationException {
        Connection driver = connection.unwrap(Connection.class);
        Optional<Method> state = STATE.get(driver.getClass());
        return state.isPresent() && "FAILED".equals(String.valueOf(state.get().invoke(driver)));
    }

    @Override
    public void jdbcConnectionReleaseEnd() {
        if (closing) {
            settle();
        }
    }

    /** As a synchronization. */
    @Override
    public void afterCompletion(int status) {
        committed = status == Status.STATUS_COMMITTED || (status == FAILED_COMMIT && hasCommitted());
        session.getTransactionCompletionCallbacks().registerCallback(this);
    }

    /** Whether it was giving the connection back that has failed. */
    private boolean hasCommitted() {
        TransactionStatus driver = session.getTransactionCoordinator()
                .getTransactionDriverControl()
                .getStatus();
        return driver == TransactionStatus.COMMITTED || driver == TransactionStatus.NOT_ACTIVE;
    }

    /** In the queue. */
    @Override
    public void doAfterTransactionCompletion(boolean success, SharedSessionContractImplementor teller) {
        deliver();
    }

    private void deliver() {
        // A callback may begin another transaction on this session
        List<Runnable> ended = callbacks;
        callbacks = List.of();
        if (committed && !aborted) {
            LeastSession enclosing = isAsked ? RUNNING.get() : null;
            mark(this);
            try {
                for (Runnable callback : ended) {
                    giveConnectionBack();
                    run(callback);
                }
            } finally {
                mark(enclosing);
            }
        }
    }

    private static void mark(LeastSession running) {
        if (isAsked) {
            RUNNING.set(running);
        }
    }

    private void giveConnectionBack() {
        LogicalConnectionImplementor connection = session.getJdbcCoordinator().getLogicalConnection();
        if (connection.isPhysicallyConnected()
                && !isInProgress(session)
                && !connection.getResourceRegistry().hasRegisteredResources()
                && connection.getConnectionHandlingMode()
                        != PhysicalConnectionHandlingMode.IMMEDIATE_ACQUISITION_AND_HOLD) {
            try {
                connection.manualDisconnect();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The connection was not given back", e);
            }
        }
    }

    private void run(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, "A callback has failed", failure);
            fatal = failure instanceof VirtualMachineError error ? error : fatal;
        }
    }

    /** What was recorded and not told is told late, and what was not recorded never. */
    private void settle() {
        if (!callbacks.isEmpty()) {
            deliver();
        }
    }

    @Override
    public void afterBegin() {
        settle();
    }

    /** As an observer, at the end. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
        Error thrown = fatal;
        fatal = null;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void end() {
        closing = true;
        if (!session.getJdbcCoordinator().getLogicalConnection().isPhysicallyConnected()) {
            settle();
        }
    }

    /** Sees the observers of a coordinator, which compares it with each when it is told to remove it. */
    private static final class Search implements TransactionObserver {

        private LeastSession found;

        @Override
        public boolean equals(Object observer) {
            found = observer instanceof LeastSession session ? session : found;
            return false;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public void afterBegin() {}

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {}
    }
}
