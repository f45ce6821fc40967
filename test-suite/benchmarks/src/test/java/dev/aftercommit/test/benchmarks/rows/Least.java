package dev.aftercommit.test.benchmarks.rows;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;

/**
 * The least that whoever keeps the callbacks of a session has to do, for them to come after all of Hibernate's own work, and never with
 * another transaction. It is found again by the session; as a synchronization it is told of the outcome first, and enters the queue
 * of the session; as an observer it hears of the next transaction, and as a listener of the end of the session. It does nothing of
 * what this library promises besides: a callback that throws takes the others with it, say, and a session that is never closed is held.
 */
final class Least implements Synchronization, AfterCompletionCallback, TransactionObserver, SessionEventListener {

    private static final long serialVersionUID = 1;

    private static final ConcurrentMap<TransactionCoordinator, Least> SESSIONS = new ConcurrentHashMap<>();

    private final transient SharedSessionContractImplementor session;
    private final transient List<Runnable> callbacks = new ArrayList<>(1);
    private boolean committed;

    private Least(SharedSessionContractImplementor session) {
        this.session = session;
    }

    static void run(Session session, Runnable callback) {
        SharedSessionContractImplementor implementor = session.unwrap(SharedSessionContractImplementor.class);
        TransactionCoordinator coordinator = implementor.getTransactionCoordinator();
        Least least = SESSIONS.get(coordinator);
        if (least == null) {
            least = new Least(implementor);
            SESSIONS.put(coordinator, least);
            coordinator.addObserver(least);
            implementor.getEventListenerManager().addListener(least);
        }
        if (least.callbacks.isEmpty()) {
            coordinator.getLocalSynchronizations().registerSynchronization(least);
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
        if (committed) {
            callbacks.forEach(Runnable::run);
        }
        callbacks.clear();
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
        SESSIONS.remove(session.getTransactionCoordinator());
    }
}
