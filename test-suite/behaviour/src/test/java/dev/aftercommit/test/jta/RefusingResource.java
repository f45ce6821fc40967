package dev.aftercommit.test.jta;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Takes part in a transaction, and refuses to commit it. */
final class RefusingResource implements XAResource {

    @Override
    public int prepare(Xid transaction) throws XAException {
        throw new XAException(XAException.XA_RBROLLBACK);
    }

    @Override
    public void commit(Xid transaction, boolean onePhase) throws XAException {
        throw new XAException(XAException.XA_RBROLLBACK);
    }

    @Override
    public void rollback(Xid transaction) {
        // there is nothing that could be undone
    }

    @Override
    public void forget(Xid transaction) {
        // it remembers nothing
    }

    @Override
    public void start(Xid transaction, int flags) {
        // there is nothing to do in the transaction
    }

    @Override
    public void end(Xid transaction, int flags) {
        // nor is there anything that would end
    }

    @Override
    public Xid[] recover(int flags) {
        return new Xid[0];
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return this == other;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
