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

/** What Hibernate does, not the library: a session with its connection, and what it does and tells where that fails. */
abstract class ModelConnection {

    private final ModelSurroundings surroundings;
    final VersionFacts facts;
    final ModelRows rows;
    final ModelContext context = new ModelContext(this);

    ModelTransaction transaction;
    boolean active;
    boolean marked;

    ModelConnection(ModelSurroundings surroundings) {
        this.surroundings = surroundings;
        this.facts = surroundings.facts();
        this.rows = new ModelRows(surroundings.committed());
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
        transaction.register(
                told, transaction.isNew(told) ? surroundings.captures().place(this) : null);
    }

    /** A number for each flush: within one, the order is not told. */
    int nextFlush() {
        return surroundings.execution().nextNumber();
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
        transaction = surroundings.transactions().apply(rows());
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
        ModelCaptures captures = surroundings.captures();
        if (isAwaited()) {
            transaction.register(callback, transaction.isNew(callback) ? captures.place(this) : null);
        } else if (captures.isRunning()) {
            captures.innermost().addForRunning(callback);
        } else {
            ModelTransaction.runAtOnce(callback);
        }
    }

    void token(Consumer<TransactionOutcome> told) {
        if (isAwaited()) {
            transaction.register(new Token(told), null);
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
                within.keep(scope);
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

    /** A framework begins a transaction for work, and ends it. */
    void run(boolean marks, Runnable work) {
        begin();
        try {
            work.run();
        } catch (Throwable failure) {
            rollBack(false);
            throw failure;
        }
        if (marks || marked) {
            boolean unexpected = !marks;
            rollBack(false);
            throwIf(unexpected);
        } else {
            commit(CommitFault.NONE);
        }
    }

    /** Work takes part in the transaction that is there. */
    void takePart(boolean marks, Runnable work) {
        try {
            work.run();
            marked |= marks;
        } catch (Throwable failure) {
            marked = true;
            throw failure;
        }
    }

    /** Work is done in a savepoint of the framework, which is kept even where the transaction was marked for rollback meanwhile. */
    void runNested(boolean marks, Runnable work) {
        ModelFailure intended = new ModelFailure("intended");
        try {
            inSavepoint(context, SavepointFault.NONE, () -> {
                work.run();
                if (marks) {
                    throw intended;
                }
            });
        } catch (ModelFailure failure) {
            if (failure != intended) {
                throw failure;
            }
            return;
        }
        throwIf(marked);
    }

    /** The framework says so where it was not told to roll back. */
    private static void throwIf(boolean unexpected) {
        if (unexpected) {
            throw new ModelFailure("rolled back");
        }
    }

    private boolean isIn(ModelTransaction within) {
        return active && transaction == within;
    }
}
