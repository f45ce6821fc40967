package dev.aftercommit.test.random;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.test.random.Execution.ModelFailure;
import dev.aftercommit.test.random.Step.CommitFault;
import dev.aftercommit.test.random.Step.SavepointFault;

/**
 * A session that takes part in transactions of JTA: the transaction manager tells of the end of each, and swallows what is thrown
 * then. While the session is being told of one, it does not join another, and so neither flushes at its commit nor is cleared by
 * its rollback: programs clear it before either. Nor do they mark it for rollback, after which nobody would tell of its end.
 */
class JtaConnection extends ModelConnection {

    private boolean completing;

    JtaConnection(ModelSurroundings surroundings) {
        super(surroundings);
    }

    boolean hasJoined() {
        return !completing;
    }

    @Override
    void begin() {
        if (!active) {
            beginTransaction();
        }
    }

    @Override
    void commit(CommitFault fault) {
        if (!active) {
            return;
        }
        boolean flushFails = isWritable() && hasJoined() && fault == CommitFault.FLUSH;
        if (!hasJoined()) {
            context.clear();
        } else if (isWritable()) {
            context.flush();
        }
        if (marked || flushFails || fault == CommitFault.COMMIT) {
            complete(TransactionOutcome.ROLLED_BACK);
            clearUnlessActive();
            throw new ModelFailure(flushFails ? "failure of flush" : "rolled back");
        }
        rows.commit();
        complete(TransactionOutcome.COMMITTED);
    }

    @Override
    void rollBack(boolean fails) {
        if (active) {
            complete(TransactionOutcome.ROLLED_BACK);
        }
    }

    /** R10: what callbacks throw reaches nobody. */
    private void complete(TransactionOutcome outcome) {
        boolean enclosing = completing;
        completing = true;
        if (outcome == TransactionOutcome.ROLLED_BACK) {
            context.clear();
        }
        endTransaction(outcome);
        completing = enclosing;
    }

    /** R5: the transaction goes on without the session, and is ended by the program. */
    @Override
    void close() {
        if (isWritable()) {
            context.flush();
            rows.commit();
            complete(TransactionOutcome.COMMITTED);
        } else {
            rollBack(false);
        }
    }

    @Override
    void markRollbackOnly() {
        if (hasJoined()) {
            super.markRollbackOnly();
        }
    }

    @Override
    void failFlush() {
        if (hasJoined()) {
            super.failFlush();
        }
    }

    /** Where a pool refuses to roll back to a savepoint, the database itself is asked. */
    @Override
    void inSavepoint(ModelContext used, SavepointFault fault, Runnable work) {
        super.inSavepoint(used, fault == SavepointFault.ROLLBACK ? SavepointFault.NONE : fault, work);
    }
}
