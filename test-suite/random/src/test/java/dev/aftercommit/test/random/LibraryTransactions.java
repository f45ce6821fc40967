package dev.aftercommit.test.random;

import org.hibernate.SharedSessionContract;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/** How transactions of sessions begin and end. Of a session that shares the connection of another, that other one is given. */
abstract class LibraryTransactions {

    /** Has the transaction of a session be where its work finds it; null for that of none. */
    void use(SharedSessionContract session) {
        // it is found by the session
    }

    /** Notes that the transaction which the library has begun is that of a session. */
    void begun(SharedSessionContract session) {
        // it is found by the session
    }

    /** Runs a callback, in which other transactions may be used than are at hand. */
    void apart(Runnable callback) {
        callback.run();
    }

    boolean isActive(SharedSessionContract session) {
        TransactionStatus status = status(session);
        return status == TransactionStatus.ACTIVE || status == TransactionStatus.MARKED_ROLLBACK;
    }

    boolean isWritable(SharedSessionContract session) {
        return status(session) == TransactionStatus.ACTIVE;
    }

    private static TransactionStatus status(SharedSessionContract session) {
        return session.getTransaction().getStatus();
    }

    /** Begins a transaction of a session that is in none. */
    abstract void begin(SharedSessionContract session);

    /** Whether the session takes part in the transaction: not where it has one only while it is told of the end of another. */
    boolean hasJoined(SharedSessionContract session) {
        return true;
    }

    abstract void commit(SharedSessionContract session);

    /** Commits, though the flush will mark the transaction for rollback. */
    void commitInVain(SharedSessionContract session) {
        commit(session);
    }

    abstract void rollBack(SharedSessionContract session);

    abstract void markRollbackOnly(SharedSessionContract session);

    /** Does work in a transaction, where it is not the sessions that begin it. */
    void inTransaction(Step.Transactional step, Runnable work) {
        throw new UnsupportedOperationException();
    }

    /** Closes a session, whose transaction may be open. */
    abstract void close(SharedSessionContract session);
}
