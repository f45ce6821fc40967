package dev.aftercommit.test.random;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.test.random.Execution.ModelFailure;
import dev.aftercommit.test.random.ModelTransaction.Callback;
import dev.aftercommit.test.random.ModelTransaction.Mark;
import dev.aftercommit.test.random.ModelTransaction.Token;
import dev.aftercommit.test.random.ModelTransaction.Told;
import dev.aftercommit.test.random.Row.Key;
import dev.aftercommit.test.random.Step.CommitFault;
import dev.aftercommit.test.random.Step.SavepointFault;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What Hibernate does, not the library: a session with its connection, and what it does and tells where that fails. */
final class ModelConnection {

    private final Execution execution;
    final VersionFacts facts;
    private final Function<Map<Key, Row>, ModelTransaction> transactions;
    private final ModelRows rows;
    private final ModelContext context = new ModelContext(this);

    private ModelTransaction transaction;
    private TransactionOutcome untold;
    private Map<Key, Row> untoldRows;
    private boolean active;
    private boolean marked;
    private boolean beginning;
    private boolean rollingBackMarked;

    ModelConnection(
            Execution execution,
            VersionFacts facts,
            Function<Map<Key, Row>, ModelTransaction> transactions,
            Map<Key, Row> committed) {
        this.execution = execution;
        this.facts = facts;
        this.transactions = transactions;
        this.rows = new ModelRows(committed);
    }

    ModelContext context() {
        return context;
    }

    Map<Key, Row> rows() {
        return rows.all();
    }

    void write(Told told, Row row, boolean isTold) {
        rows.put(told.key(), row);
        if (isTold) {
            tell(told);
        }
    }

    void tell(Told told) {
        transaction.register(told);
    }

    /** A number for each flush: within one, the order is not told. */
    int nextFlush() {
        return execution.nextNumber();
    }

    boolean isWritable() {
        return active && !marked;
    }

    void begin() {
        if (!active && !rollingBackMarked) {
            ModelTransaction former = transaction;
            active = true;
            marked = false;
            transaction = transactions.apply(rows());
            beginning = true;
            try {
                if (former != null) {
                    end(former, untold, untoldRows);
                }
            } finally {
                beginning = false;
            }
        }
    }

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
            if (failure != null && !active && fault == CommitFault.NONE) {
                throw failure;
            }
        }
        if (fault == CommitFault.CLOSE) {
            clearUnlessActive();
            throw new ModelFailure("injected failure of close");
        }
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

    void rollBack(boolean fails) {
        if (active && fails) {
            endUntold(TransactionOutcome.UNKNOWN);
            clearUnlessActive();
            throw new ModelFailure("injected failure of rollback");
        } else if (active) {
            endRolledBack();
        }
    }

    /** What programs do when the end of a transaction has failed. */
    private void clearUnlessActive() {
        if (!active) {
            context.clear();
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
        ModelTransaction ended = transaction;
        active = false;
        transaction = null;
        Map<Key, Row> atEnd = rows();
        rows.rollBack();
        return end(ended, outcome, atEnd);
    }

    /** R10: an error of the virtual machine is thrown whatever the policy, and to whom it may be. */
    private static ModelFailure end(ModelTransaction ended, TransactionOutcome outcome, Map<Key, Row> rows) {
        Throwable thrown = ended.end(outcome, rows);
        if (thrown instanceof Error fatal) {
            throw fatal;
        }
        return (ModelFailure) thrown;
    }

    void markRollbackOnly() {
        marked |= active;
    }

    void failFlush() {
        if (isWritable()) {
            context.flush();
            marked = true;
            context.clear();
            throw new ModelFailure("failure of flush");
        }
    }

    /** What was not told is settled. */
    void close() {
        ModelTransaction former = transaction;
        if (active) {
            end(TransactionOutcome.UNKNOWN);
        } else if (former != null) {
            transaction = null;
            end(former, untold, untoldRows);
        }
    }

    void register(Callback callback) {
        if (active && !beginning) {
            transaction.register(callback);
        } else {
            ModelTransaction.runAtOnce(callback);
        }
    }

    void token(Consumer<TransactionOutcome> told) {
        if (beginning) {
            told.accept(TransactionOutcome.COMMITTED);
        } else {
            transaction.register(new Token(told));
        }
    }

    void inSavepoint(ModelContext used, SavepointFault fault, Runnable work) {
        if (!active || beginning) {
            work.run();
            return;
        }
        used.flush();
        if (fault == SavepointFault.SET) {
            throw new ModelFailure("injected failure of setSavepoint");
        }
        ModelTransaction within = transaction;
        Mark scope = within.mark(rows());
        ModelRows before = rows.copy();
        try {
            work.run();
            if (isIn(within)) {
                used.flush();
                if (fault == SavepointFault.RELEASE) {
                    throw new ModelFailure("injected failure of releaseSavepoint");
                }
            }
        } catch (Throwable failure) {
            if (isIn(within)) {
                if (fault == SavepointFault.ROLLBACK) {
                    marked = true;
                } else {
                    within.settleSince(scope);
                }
                within.discard(scope, rows());
                rows.rollBackTo(before);
                used.clear();
            }
            throw failure;
        }
    }

    private boolean isIn(ModelTransaction within) {
        return active && transaction == within;
    }
}
