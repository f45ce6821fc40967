package dev.aftercommit.test.random;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.test.random.Entities.Base;
import dev.aftercommit.test.random.Step.CommitFault;
import dev.aftercommit.test.random.Step.SavepointFault;
import dev.aftercommit.test.random.Step.Write;
import dev.aftercommit.testing.CapturedCallbacks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;

/** The library, on the Hibernate that the tests run on. */
final class LibraryWorld implements World {

    private final LibraryFactory factory;
    private final LibraryTransactions transactions;
    private final LibrarySessions sessions;
    private final Execution execution;
    private final Deque<CapturedCallbacks> captures = new ArrayDeque<>();
    private final Map<String, CompletableFuture<Void>> futures = new TreeMap<>();
    private final Map<String, BarrierToken> tokens = new TreeMap<>();

    LibraryWorld(
            LibraryFactory factory,
            LibraryTransactions transactions,
            LibrarySessions sessions,
            Program program,
            Execution execution) {
        this.factory = factory;
        this.transactions = transactions;
        this.execution = execution;
        this.sessions = sessions;
        factory.fill(InitialRows.of(program));
        EntityCalls.logTo(execution);
    }

    private boolean isActive(int session) {
        return transactions.isActive(sessions.owner(session));
    }

    private boolean isWritable(int session) {
        return transactions.isWritable(sessions.owner(session));
    }

    private boolean hasJoined(int session) {
        return transactions.hasJoined(sessions.owner(session));
    }

    @Override
    public void begin(int session) {
        if (!isActive(session)) {
            transactions.begin(sessions.owner(session));
        }
    }

    @Override
    public void commit(int session, CommitFault fault) {
        if (!isActive(session)) {
            return;
        }
        if (!isWritable(session)) {
            end(session, transactions::commit);
        } else if (fault != CommitFault.FLUSH) {
            factory.faults().arm(fault);
            end(session, transactions::commit);
        } else if (hasJoined(session)) {
            LibraryRows.persistTooLong(sessions.stateful(session));
            end(session, transactions::commitInVain);
        } else {
            end(session, transactions::commit);
        }
    }

    @Override
    public void rollBack(int session, boolean fails) {
        if (isActive(session)) {
            if (fails) {
                factory.faults().failRollback();
            }
            end(session, transactions::rollBack);
        }
    }

    private void end(int session, Consumer<SharedSessionContract> end) {
        SharedSessionContract owner = sessions.owner(session);
        try {
            end.accept(owner);
        } catch (RuntimeException failure) {
            transactions.use(owner);
            LibrarySessions.clearUnlessActive(owner, failure);
            throw failure;
        } finally {
            factory.faults().forget();
        }
    }

    @Override
    public void markRollbackOnly(int session) {
        if (isActive(session) && hasJoined(session)) {
            transactions.markRollbackOnly(sessions.owner(session));
        }
    }

    @Override
    public void close(int session) {
        sessions.close(session);
    }

    @Override
    public boolean hasSessions() {
        return sessions.areOpen();
    }

    @Override
    public void closeSessions() {
        sessions.closeAll();
    }

    @Override
    public void write(Write write) {
        int number = write.session();
        if (isWritable(number) && number == STATELESS) {
            LibraryRows.write((StatelessSession) sessions.get(number), write);
        } else if (isWritable(number)) {
            Session session = sessions.stateful(number);
            LibraryRows.write(session, write);
            if (number == SHARED) {
                session.flush();
                session.clear();
            }
        }
    }

    @Override
    public void flush(int session) {
        if (isWritable(session) && session != STATELESS) {
            sessions.stateful(session).flush();
        }
    }

    @Override
    public void failFlush(int number) {
        if (isWritable(number) && hasJoined(number)) {
            Session session = sessions.stateful(number);
            try {
                LibraryRows.persistTooLong(session);
                session.flush();
            } finally {
                session.clear();
            }
        }
    }

    @Override
    public void clear(int session) {
        sessions.stateful(session).clear();
    }

    @Override
    public void detach(int session, Entity entity, int id) {
        ifInDatabase(session, entity, id, found -> sessions.stateful(session).detach(found));
    }

    @Override
    public void refresh(int session, Entity entity, int id) {
        ifInDatabase(session, entity, id, found -> sessions.stateful(session).refresh(found));
    }

    private void ifInDatabase(int session, Entity entity, int id, Consumer<Base> work) {
        if (isWritable(session)) {
            LibraryRows.ifInDatabase(sessions.stateful(session), entity, id, work);
        }
    }

    @Override
    public void inSavepoint(int session, SavepointFault fault, Runnable work) {
        SharedSessionContract owner = sessions.owner(session);
        SavepointFault armed = isActive(session) ? fault : SavepointFault.NONE;
        if (armed == SavepointFault.SET) {
            factory.faults().arm(armed);
        }
        try {
            sessions.afterCommit(session).inSavepoint(() -> workAndArm(armed, owner, work));
        } finally {
            factory.faults().forget();
        }
    }

    private void workAndArm(SavepointFault fault, SharedSessionContract owner, Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) {
            if (fault == SavepointFault.ROLLBACK) {
                factory.faults().arm(fault);
            }
            throw failure;
        } finally {
            transactions.use(owner);
        }
        if (fault == SavepointFault.RELEASE) {
            factory.faults().arm(fault);
        }
    }

    @Override
    public void register(Step.Register step, Consumer<TransactionOutcome> body) {
        Consumer<TransactionOutcome> callback = outcome -> transactions.apart(() -> body.accept(outcome));
        AfterCommit afterCommit = sessions.afterCommit(step.session());
        Runnable runnable = () -> callback.accept(TransactionOutcome.COMMITTED);
        switch (step.form()) {
            case RUN -> afterCommit.run(runnable);
            case RUN_ONCE -> afterCommit.runOnce(step.key(), runnable);
            case NEW_TRANSACTION -> afterCommit.runInNewTransaction(session -> sessions.with(session, runnable));
            case AFTER_ROLLBACK -> afterCommit.afterRollback(() -> callback.accept(TransactionOutcome.ROLLED_BACK));
            case AFTER_COMPLETION -> afterCommit.afterCompletion(callback);
            case ASYNC -> futures.put(step.label(), afterCommit.runAsync(runnable, Runnable::run));
            case REFUSED_ASYNC ->
                futures.put(step.label(), afterCommit.runAsync(runnable, work -> {
                    throw new RejectedExecutionException();
                }));
        }
    }

    @Override
    public void capture(Runnable work) {
        try (CapturedCallbacks opened = CapturedCallbacks.capture(factory.get())) {
            captures.push(opened);
            work.run();
        } finally {
            captures.pop();
        }
    }

    @Override
    public void inTransaction(Step.Transactional step, Runnable work) {
        // Opened before, as for every other step
        sessions.get(0);
        transactions.inTransaction(step, work);
    }

    @Override
    public void runCaptured() {
        CapturedCallbacks capture = captures.peek();
        if (capture != null) {
            capture.callbacks().forEach(callback -> EntityCalls.listed(execution, callback));
            execution.log("ran " + capture.runAll());
        }
    }

    @Override
    public void token(int session, String label) {
        if (isActive(session) && isWritable(session)) {
            tokens.put(label, sessions.afterCommit(session).token());
        }
    }

    @Override
    public Map<String, String> tokens() {
        Map<String, String> outcomes = new TreeMap<>();
        tokens.forEach((label, token) -> outcomes.put(label, factory.outcome(token)));
        return outcomes;
    }

    @Override
    public Map<String, String> futures() {
        Map<String, String> states = new TreeMap<>();
        futures.forEach((label, future) -> states.put(label, LibraryFactory.stateOf(future)));
        return states;
    }

    @Override
    public String rows() {
        return factory.rows();
    }

    @Override
    public void close() {
        sessions.closeAll();
        EntityCalls.logTo(null);
    }
}
