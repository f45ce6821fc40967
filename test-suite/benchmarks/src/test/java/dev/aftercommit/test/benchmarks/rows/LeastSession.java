package dev.aftercommit.test.benchmarks.rows;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
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
 * One object for each session, which is found again by it and by those that share its connection, and does not keep it alive.
 *
 * <ul>
 *   <li>As a synchronization it hears of the outcome before others do, and enters the queue of the session behind all of Hibernate's own.
 *       Before the commit it asks the driver whether PostgreSQL has aborted the transaction.
 *   <li>As an observer it hears of the next transaction, in case nobody tells of the end of this one.
 *   <li>As a listener it hears of the end of the session; and of a COMMIT that has succeeded, if giving the connection back fails.
 *   <li>It gives the connection back where that is free, runs each callback for itself, and marks the thread meanwhile.
 * </ul>
 */
final class LeastSession
        implements Synchronization, AfterCompletionCallback, TransactionObserver, SessionEventListener {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = System.getLogger(LeastSession.class.getName());

    private static final ThreadLocal<LeastSession> RUNNING = new ThreadLocal<>();

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
    private final transient Least.Factory factory;
    private transient List<Runnable> callbacks = List.of();
    private boolean committing;
    private boolean committed;
    private boolean aborted;
    private boolean closing;
    private transient Error fatal;

    private LeastSession(SharedSessionContractImplementor session, Least.Factory factory) {
        this.session = session;
        this.factory = factory;
    }

    static LeastSession of(SharedSessionContractImplementor owner, Least.Factory factory) {
        Entry found = factory.sessions.get(owner.getSessionToken());
        LeastSession followed = found == null ? null : found.get();
        if (followed == null) {
            followed = new LeastSession(owner, factory);
            factory.sessions.put(owner.getSessionToken(), new Entry(followed));
            owner.getTransactionCoordinator().addObserver(followed);
            owner.getEventListenerManager().addListener(followed);
        }
        return followed;
    }

    static boolean isInProgress(SharedSessionContractImplementor session) {
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
            aborted = false;
            session.getTransactionCoordinator().getLocalSynchronizations().registerSynchronization(this);
        }
        callbacks.add(callback);
    }

    /** For the hash set in which Hibernate keeps synchronizations. */
    @Override
    public int hashCode() {
        return 0;
    }

    /** As a synchronization, and as an observer. */
    @Override
    public void beforeCompletion() {
        if (!committing && !callbacks.isEmpty()) {
            aborted = isAborted();
        }
        committing = true;
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
        if (committing) {
            TransactionStatus status = session.getTransactionCoordinator()
                    .getTransactionDriverControl()
                    .getStatus();
            committed |= status == TransactionStatus.COMMITTED || status == TransactionStatus.NOT_ACTIVE;
            committing = false;
        }
        if (closing) {
            settle();
        }
    }

    /** As a synchronization. */
    @Override
    public void afterCompletion(int status) {
        committing = false;
        committed |= status == Status.STATUS_COMMITTED;
        session.getTransactionCompletionCallbacks().registerCallback(this);
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
            LeastSession enclosing = RUNNING.get();
            RUNNING.set(this);
            try {
                for (Runnable callback : ended) {
                    giveConnectionBack();
                    run(callback);
                }
            } finally {
                RUNNING.set(enclosing);
            }
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
        committing = false;
        settle();
    }

    /** As an observer, at the end. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
        committing = false;
        Error thrown = fatal;
        fatal = null;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void end() {
        closing = true;
        factory.sessions.remove(session.getSessionToken());
        if (!session.getJdbcCoordinator().getLogicalConnection().isPhysicallyConnected()) {
            settle();
        }
    }

    /** By which it is found again. */
    static final class Entry extends WeakReference<LeastSession> {

        private Entry(LeastSession followed) {
            super(followed);
        }
    }
}
