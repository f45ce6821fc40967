package dev.aftercommit.test.benchmarks.rows;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;

/**
 * The least that whoever keeps the callbacks of a session has to do, for them to come after all of Hibernate's own work, and never with
 * another transaction, each for itself, and with the connection free. It is found again by the session, which it does not keep alive. As
 * a synchronization it is told of the outcome first, and enters the queue of the session; as an observer it hears of the next
 * transaction, and as a listener of the end of the session. It does nothing of what this library promises besides: no scopes, captures,
 * policies or events, no sessions that share a connection, no suspension of others' transactions, no question to the driver whether the
 * transaction was aborted.
 */
final class Least implements Synchronization, AfterCompletionCallback, TransactionObserver, SessionEventListener {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = System.getLogger(Least.class.getName());

    /** By the token of the session, which does not lead back to it. */
    private static final ConcurrentMap<Object, Reference<Least>> SESSIONS = new ConcurrentHashMap<>();

    private final transient SharedSessionContractImplementor session;
    private final transient List<Runnable> callbacks = new ArrayList<>(1);
    private boolean committed;

    private Least(SharedSessionContractImplementor session) {
        this.session = session;
    }

    static void run(Session session, Runnable callback) {
        SharedSessionContractImplementor implementor = session.unwrap(SharedSessionContractImplementor.class);
        Reference<Least> found = SESSIONS.get(implementor.getSessionToken());
        Least least = found == null ? null : found.get();
        if (least == null) {
            least = new Least(implementor);
            SESSIONS.put(implementor.getSessionToken(), new WeakReference<>(least));
            implementor.getTransactionCoordinator().addObserver(least);
            implementor.getEventListenerManager().addListener(least);
        }
        if (least.callbacks.isEmpty()) {
            implementor.getTransactionCoordinator().getLocalSynchronizations().registerSynchronization(least);
        }
        least.callbacks.add(callback);
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
        LogicalConnectionImplementor connection = session.getJdbcCoordinator().getLogicalConnection();
        if (connection.isPhysicallyConnected()) {
            connection.manualDisconnect();
        }
        if (committed) {
            callbacks.forEach(Least::run);
        }
        callbacks.clear();
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
        callbacks.clear();
    }

    /** As an observer, at the end. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {}

    @Override
    public void end() {
        SESSIONS.remove(session.getSessionToken());
    }
}
