package dev.aftercommit.test.random;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.test.random.Entities.Base;
import dev.aftercommit.test.random.Step.CommitFault;
import dev.aftercommit.test.random.Step.SavepointFault;
import dev.aftercommit.test.random.Step.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/** The library, on the Hibernate that the tests run on. */
final class LibraryWorld implements World {

    private final LibraryFactory factory;
    private final VersionFacts facts;
    private final LibrarySessions sessions;

    // Those of which Hibernate says that their transaction is active while it is rolled back
    private final List<SharedSessionContract> rollingBackMarked = new ArrayList<>();

    private final Map<String, CompletableFuture<Void>> futures = new TreeMap<>();
    private final Map<String, BarrierToken> tokens = new TreeMap<>();

    LibraryWorld(LibraryFactory factory, Program program, VersionFacts facts, Execution execution) {
        this.facts = facts;
        this.factory = factory;
        this.sessions = new LibrarySessions(factory.get());
        factory.fill(InitialRows.of(program));
        EntityCalls.logTo(execution);
    }

    private TransactionStatus status(int session) {
        return sessions.get(session).getTransaction().getStatus();
    }

    private boolean isActive(int session) {
        TransactionStatus status = status(session);
        return !rollingBackMarked.contains(owner(session))
                && (status == TransactionStatus.ACTIVE || status == TransactionStatus.MARKED_ROLLBACK);
    }

    private SharedSessionContract owner(int session) {
        return sessions.get(session == SHARED ? 0 : session);
    }

    private boolean isWritable(int session) {
        return status(session) == TransactionStatus.ACTIVE;
    }

    @Override
    public void begin(int session) {
        if (!isActive(session) && !rollingBackMarked.contains(owner(session))) {
            sessions.get(session).beginTransaction();
        }
    }

    @Override
    public void commit(int session, CommitFault fault) {
        if (!isActive(session)) {
            return;
        }
        if (isWritable(session) && fault == CommitFault.FLUSH) {
            LibraryRows.persistTooLong(sessions.stateful(session));
        } else if (isWritable(session)) {
            factory.arm(fault);
        }
        end(session, fault == CommitFault.FLUSH, Transaction::commit);
    }

    @Override
    public void rollBack(int session, boolean fails) {
        if (isActive(session)) {
            if (fails) {
                factory.connections().rollBackAndFailNext("rollback");
            }
            end(session, false, Transaction::rollback);
        }
    }

    private void end(int session, boolean marks, Consumer<Transaction> end) {
        SharedSessionContract owner = owner(session);
        boolean keepsMark = (marks || !isWritable(session)) && facts.keepsMarkWhileRollingBack();
        if (keepsMark) {
            rollingBackMarked.add(owner);
        }
        try {
            end.accept(sessions.get(session).getTransaction());
        } catch (RuntimeException failure) {
            LibrarySessions.clearUnlessActive(owner, failure);
            throw failure;
        } finally {
            factory.connections().forgetFaults();
            if (keepsMark) {
                rollingBackMarked.remove(owner);
            }
        }
    }

    @Override
    public void markRollbackOnly(int session) {
        if (isActive(session)) {
            sessions.get(session).getTransaction().setRollbackOnly();
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
        if (isWritable(number)) {
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
        boolean inTransaction = isActive(session);
        if (inTransaction && fault == SavepointFault.SET) {
            factory.connections().failNext("setSavepoint");
        }
        try {
            sessions.afterCommit(session).inSavepoint(() -> workAndArm(inTransaction, fault, work));
        } finally {
            factory.connections().forgetFaults();
        }
    }

    private void workAndArm(boolean inTransaction, SavepointFault fault, Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) {
            if (inTransaction && fault == SavepointFault.ROLLBACK) {
                factory.connections().failNext("rollback");
            }
            throw failure;
        }
        if (inTransaction && fault == SavepointFault.RELEASE) {
            factory.connections().failNext("releaseSavepoint");
        }
    }

    @Override
    public void register(Step.Register step, Consumer<TransactionOutcome> callback) {
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
