package dev.aftercommit.test.random;

import dev.aftercommit.test.jta.Jta;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;

/**
 * Transactions of JTA, one of each session. Only one can be bound to the thread: that of the session that is used, while those
 * of the others are suspended. Those of stateless sessions are begun and ended by the session, all others by the transaction
 * manager.
 */
final class JtaTransactions extends LibraryTransactions {

    private final Map<SharedSessionContract, Transaction> suspended = new IdentityHashMap<>();

    // Those that are being told of the end of a transaction, and do not join another meanwhile
    private final Set<SharedSessionContract> completing = Collections.newSetFromMap(new IdentityHashMap<>());

    // Whose transaction is the one that is bound to the thread, if any
    private SharedSessionContract used;

    @Override
    void use(SharedSessionContract session) {
        if (session != used) {
            Transaction former = Jta.call(Jta.TRANSACTIONS::suspend);
            if (former != null) {
                suspended.put(used, former);
            }
            used = session;
            Transaction own = suspended.remove(session);
            if (own != null) {
                Jta.run(() -> Jta.TRANSACTIONS.resume(own));
            }
        }
    }

    @Override
    void begun(SharedSessionContract session) {
        used = session;
    }

    /** Leaves the thread as it was, on which usually no transaction is bound. */
    @Override
    void apart(Runnable callback) {
        SharedSessionContract enclosing = status() == Status.STATUS_NO_TRANSACTION ? null : used;
        try {
            callback.run();
        } finally {
            use(enclosing);
        }
    }

    private static int status() {
        return Jta.call(Jta.TRANSACTIONS::getStatus);
    }

    @Override
    void begin(SharedSessionContract session) {
        if (session instanceof StatelessSession) {
            session.beginTransaction();
        } else {
            Jta.begin();
        }
    }

    @Override
    void commit(SharedSessionContract session) {
        end(session, session instanceof StatelessSession ? commitOf(session) : Jta.TRANSACTIONS::commit);
    }

    private static Jta.Action commitOf(SharedSessionContract session) {
        return () -> session.getTransaction().commit();
    }

    @Override
    void rollBack(SharedSessionContract session) {
        end(session, session instanceof StatelessSession ? rollbackOf(session) : Jta.TRANSACTIONS::rollback);
    }

    private static Jta.Action rollbackOf(SharedSessionContract session) {
        return () -> session.getTransaction().rollback();
    }

    private void end(SharedSessionContract session, Jta.Action end) {
        boolean joined = completing.add(session);
        if (!joined && session instanceof Session unjoined) {
            unjoined.clear();
        }
        try {
            Jta.run(end);
        } finally {
            if (joined) {
                completing.remove(session);
            }
        }
    }

    @Override
    boolean hasJoined(SharedSessionContract session) {
        return !completing.contains(session);
    }

    /** After its connection was used, since a transaction that is marked takes no other. */
    @Override
    void markRollbackOnly(SharedSessionContract session) {
        session.doWork(connection -> {});
        if (session instanceof StatelessSession) {
            session.getTransaction().setRollbackOnly();
        } else {
            Jta.run(Jta.TRANSACTIONS::setRollbackOnly);
        }
    }

    /** The transaction outlives the session, and commits if it can. */
    @Override
    void close(SharedSessionContract session) {
        if (session instanceof Session stateful && isWritable(session)) {
            stateful.flush();
        }
        session.close();
        if (status() == Status.STATUS_ACTIVE) {
            Jta.run(Jta.TRANSACTIONS::commit);
        } else if (status() == Status.STATUS_MARKED_ROLLBACK) {
            Jta.run(Jta.TRANSACTIONS::rollback);
        }
    }
}
