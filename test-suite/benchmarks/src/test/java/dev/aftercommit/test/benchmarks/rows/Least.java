package dev.aftercommit.test.benchmarks.rows;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * The least that a library has to do for one callback of a transaction of JDBC, if it is to keep what this one promises of that: one
 * object for each session, which is found again by it and by those that share its connection, and does not keep it alive. As a
 * synchronization it hears of the outcome before others do, and enters the queue of the session behind all of Hibernate's own. As an
 * observer it hears of the next transaction, in case nobody tells of the end of this one, and as a listener of the end of the session.
 * It gives the connection back where that is free, and runs each callback for itself.
 *
 * <p>It has no scopes, tokens or other kinds of callbacks, suspends nothing, does not ask the driver of PostgreSQL whether the
 * transaction was aborted, and throws no failure to the caller.
 */
final class Least implements Synchronization, AfterCompletionCallback, TransactionObserver, SessionEventListener {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = System.getLogger(Least.class.getName());

    private static final ConcurrentMap<String, Factory> FACTORIES = new ConcurrentHashMap<>();

    private final transient SharedSessionContractImplementor session;
    private final transient Factory factory;
    private transient List<Runnable> callbacks = List.of();
    private boolean committed;

    private Least(SharedSessionContractImplementor session, Factory factory) {
        this.session = session;
        this.factory = factory;
    }

    static void run(Session session, Runnable callback) {
        SharedSessionContractImplementor given = session.unwrap(SharedSessionContractImplementor.class);
        Factory factory = FACTORIES.computeIfAbsent(given.getFactory().getUuid(), uuid -> new Factory());
        SharedSessionContractImplementor owner =
                (SharedSessionContractImplementor) given.getJdbcCoordinator().getJdbcSessionOwner();
        if (isInProgress(owner)) {
            of(owner, factory).add(callback);
        } else {
            callback.run();
        }
    }

    private static boolean isInProgress(SharedSessionContractImplementor session) {
        TransactionStatus status =
                session.getJdbcCoordinator().getResourceLocalTransaction().getStatus();
        return status == TransactionStatus.ACTIVE || status == TransactionStatus.MARKED_ROLLBACK;
    }

    private static Least of(SharedSessionContractImplementor owner, Factory factory) {
        Reference<Least> found = factory.sessions.get(owner.getSessionToken());
        Least least = found == null ? null : found.get();
        if (least == null) {
            least = new Least(owner, factory);
            factory.sessions.put(owner.getSessionToken(), new WeakReference<>(least));
            owner.getTransactionCoordinator().addObserver(least);
            owner.getEventListenerManager().addListener(least);
        }
        return least;
    }

    private void add(Runnable callback) {
        List<Runnable> captured = factory.captured.isEmpty() ? null : factory.captured.get(Thread.currentThread());
        if (captured != null) {
            captured.add(callback);
            return;
        }
        if (callbacks.isEmpty()) {
            callbacks = new ArrayList<>(1);
            session.getTransactionCoordinator().getLocalSynchronizations().registerSynchronization(this);
        }
        callbacks.add(callback);
    }

    /** For the hash set in which Hibernate keeps synchronizations. */
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public void beforeCompletion() {}

    /** As a synchronization. */
    @Override
    public void afterCompletion(int status) {
        committed = status == Status.STATUS_COMMITTED;
        session.getTransactionCompletionCallbacks().registerCallback(this);
    }

    /** In the queue. */
    @Override
    public void doAfterTransactionCompletion(boolean success, SharedSessionContractImplementor teller) {
        // A callback may begin another transaction on this session
        List<Runnable> ended = callbacks;
        callbacks = List.of();
        if (committed) {
            for (Runnable callback : ended) {
                giveConnectionBack();
                run(callback);
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
            connection.manualDisconnect();
        }
    }

    private static void run(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, "A callback has failed", failure);
        }
    }

    @Override
    public void afterBegin() {
        callbacks = List.of();
    }

    /** As an observer, at the end. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {}

    @Override
    public void end() {
        factory.sessions.remove(session.getSessionToken());
    }

    /** What is kept for a factory. */
    private static final class Factory {

        /** By the token of the session, which does not lead back to it. */
        private final ConcurrentMap<Object, Reference<Least>> sessions = new ConcurrentHashMap<>();

        /** Of each thread, what a test captures. Here is no test, but who promises captures has to look. */
        private volatile Map<Thread, List<Runnable>> captured = Map.of();
    }
}
