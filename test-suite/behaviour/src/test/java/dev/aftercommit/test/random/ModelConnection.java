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
abstract class ModelConnection {

    private final Execution execution;
    final VersionFacts facts;
    private final Function<Map<Key, Row>, ModelTransaction> transactions;
    final ModelRows rows;
    final ModelContext context = new ModelContext(this);

    ModelTransaction transaction;
    boolean active;
    boolean marked;

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

    /** Begins a transaction if none is active. */
    abstract void begin();

    abstract void commit(CommitFault fault);

    abstract void rollBack(boolean fails);

    abstract void close();

    /** Whether callbacks are waiting for a transaction of this session. */
    boolean isAwaited() {
        return active;
    }

    void beginTransaction() {
        active = true;
        marked = false;
        transaction = transactions.apply(rows());
    }

    /** What programs do when the end of a transaction has failed. */
    void clearUnlessActive() {
        if (!active) {
            context.clear();
        }
    }

    /** Has the transaction end, and returns what is to be thrown for its callbacks. */
    Throwable endTransaction(TransactionOutcome outcome) {
        ModelTransaction ended = transaction;
        active = false;
        transaction = null;
        Map<Key, Row> atEnd = rows();
        rows.rollBack();
        return ended.end(outcome, atEnd);
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

    void register(Callback callback) {
        if (isAwaited()) {
            transaction.register(callback);
        } else {
            ModelTransaction.runAtOnce(callback);
        }
    }

    void token(Consumer<TransactionOutcome> told) {
        if (isAwaited()) {
            transaction.register(new Token(told));
        } else {
            told.accept(TransactionOutcome.COMMITTED);
        }
    }

    void inSavepoint(ModelContext used, SavepointFault fault, Runnable work) {
        if (!isAwaited()) {
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
