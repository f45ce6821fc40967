package dev.aftercommit.test.jta;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** What a database answers to a transaction manager that commits, and then has done as well. */
enum XaAnswer {
    /** When it is asked to prepare. */
    VOTE_FOR_ROLLBACK(XAException.XA_RBROLLBACK, false),

    /** When it is told to commit what it has prepared, as all that follow: it has rolled back on its own. */
    HEURISTIC_ROLLBACK(XAException.XA_HEURRB, false),

    /** It has committed a part. */
    HEURISTIC_MIX(XAException.XA_HEURMIX, true),

    /** It may have committed. */
    HEURISTIC_HAZARD(XAException.XA_HEURHAZ, true);

    private final int code;
    private final boolean commits;

    XaAnswer(int code, boolean commits) {
        this.code = code;
        this.commits = commits;
    }

    /** A resource that gives this answer in the place of that of a database. */
    XAResource insteadOf(XAResource database) {
        return new AnsweringResource(database, this);
    }

    private XAException carryOut(XAResource database, Xid transaction) throws XAException {
        if (commits) {
            database.commit(transaction, false);
        } else {
            database.rollback(transaction);
        }
        return new XAException(code);
    }

    /** Not a JDK proxy, which the transaction manager would take for one that can be written to its log. */
    private record AnsweringResource(XAResource database, XaAnswer answer) implements XAResource {

        @Override
        public int prepare(Xid transaction) throws XAException {
            if (answer == VOTE_FOR_ROLLBACK) {
                throw answer.carryOut(database, transaction);
            }
            return database.prepare(transaction);
        }

        @Override
        public void commit(Xid transaction, boolean onePhase) throws XAException {
            throw answer.carryOut(database, transaction);
        }

        @Override
        public void forget(Xid transaction) {
            // the database knows of no answer that it could forget
        }

        @Override
        public void rollback(Xid transaction) throws XAException {
            database.rollback(transaction);
        }

        @Override
        public void start(Xid transaction, int flags) throws XAException {
            database.start(transaction, flags);
        }

        @Override
        public void end(Xid transaction, int flags) throws XAException {
            database.end(transaction, flags);
        }

        @Override
        public Xid[] recover(int flags) throws XAException {
            return database.recover(flags);
        }

        @Override
        public boolean isSameRM(XAResource other) throws XAException {
            return database.isSameRM(other);
        }

        @Override
        public int getTransactionTimeout() throws XAException {
            return database.getTransactionTimeout();
        }

        @Override
        public boolean setTransactionTimeout(int seconds) throws XAException {
            return database.setTransactionTimeout(seconds);
        }
    }
}
