package dev.aftercommit.test.random;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.test.random.Execution.ModelFailure;
import dev.aftercommit.test.random.Row.Key;
import dev.aftercommit.test.random.Step.CommitFault;
import java.util.Map;

/** A session with a connection of its own: nobody tells of the end of a transaction where that fails. */
class LocalConnection extends ModelConnection {

    private TransactionOutcome untold;
    private Map<Key, Row> untoldRows;
    private boolean beginning;
    private boolean rollingBackMarked;

    LocalConnection(ModelSurroundings surroundings) {
        super(surroundings);
    }

    /** What is told late is told while the session begins the next one, which nothing waits for yet. */
    @Override
    boolean isAwaited() {
        return super.isAwaited() && !beginning;
    }

    @Override
    void begin() {
        if (!active && !rollingBackMarked) {
            ModelTransaction former = transaction;
            beginTransaction();
            beginning = true;
            try {
                if (former != null) {
                    throwIfFatal(former.end(untold, untoldRows));
                }
            } finally {
                beginning = false;
            }
        }
    }

    @Override
    void commit(CommitFault fault) {
        if (marked) {
            rollBack(false);
        } else if (active) {
            context.flush();
            switch (fault) {
                case FLUSH -> {
                    marked = true;
                    endRolledBack();
                    clearUnlessActive();
                    throw new ModelFailure("failure of flush");
                }
                case COMMIT, COMMIT_AND_ROLLBACK -> {
                    failCommit(fault == CommitFault.COMMIT);
                    clearUnlessActive();
                    throw new ModelFailure("injected failure of commit");
                }
                default -> endCommitted(fault);
            }
        }
    }

    private void endCommitted(CommitFault fault) {
        rows.commit();
        if (fault == CommitFault.CLOSE && !facts.tellsOfFailedCommits()) {
            // R11: it is known all the same, but later
            endUntold(TransactionOutcome.COMMITTED);
        } else {
            ModelFailure failure = end(TransactionOutcome.COMMITTED);
            // R10: not where it could do harm to what a callback has begun
            if (failure != null && throwsFailures() && !active && fault == CommitFault.NONE) {
                throw failure;
            }
        }
        if (fault == CommitFault.CLOSE) {
            clearUnlessActive();
            throw new ModelFailure("injected failure of close");
        }
    }

    /** Whether the caller of commit is thrown what callbacks have failed with, if the policy says so. */
    boolean throwsFailures() {
        return true;
    }

    private void failCommit(boolean rollbackSucceeds) {
        if (!facts.tellsOfFailedCommits()) {
            endUntold(TransactionOutcome.UNKNOWN);
        } else if (rollbackSucceeds) {
            endRolledBack();
        } else {
            context.clear();
            end(TransactionOutcome.UNKNOWN);
        }
    }

    @Override
    void rollBack(boolean fails) {
        if (active && fails) {
            endUntold(TransactionOutcome.UNKNOWN);
            clearUnlessActive();
            throw new ModelFailure("injected failure of rollback");
        } else if (active) {
            endRolledBack();
        }
    }

    private void endRolledBack() {
        boolean enclosing = rollingBackMarked;
        rollingBackMarked |= marked && facts.keepsMarkWhileRollingBack();
        context.clear();
        try {
            end(TransactionOutcome.ROLLED_BACK);
        } finally {
            rollingBackMarked = enclosing;
            // Such a Hibernate also forgets that a callback has marked a transaction which it has begun
            marked &= !facts.keepsMarkWhileRollingBack();
        }
    }

    /** Nobody is told, until the session begins another transaction or is closed. */
    private void endUntold(TransactionOutcome outcome) {
        active = false;
        transaction.settle(outcome);
        untold = outcome;
        untoldRows = rows();
        rows.rollBack();
    }

    private ModelFailure end(TransactionOutcome outcome) {
        return throwIfFatal(endTransaction(outcome));
    }

    /** R10: an error of the virtual machine is thrown whatever the policy, and to whom it may be. */
    private static ModelFailure throwIfFatal(Throwable thrown) {
        if (thrown instanceof Error fatal) {
            throw fatal;
        }
        return (ModelFailure) thrown;
    }

    /** What was not told is settled. */
    @Override
    void close() {
        ModelTransaction former = transaction;
        if (active) {
            end(TransactionOutcome.UNKNOWN);
        } else if (former != null) {
            transaction = null;
            throwIfFatal(former.end(untold, untoldRows));
        }
    }
}
