package dev.aftercommit.internal.transaction;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.Objects.requireNonNull;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Registers callbacks with the current transaction of a session, or runs them at once where there is none. */
abstract class SessionAfterCommit implements AfterCommit {

    private final FactoryContext factory;

    SessionAfterCommit(SessionFactory sessionFactory) {
        FactoryContext context = FactoryContext.of(sessionFactory);
        if (context == null) {
            throw LOG.notIntegrated(FactoryContext.nameOf(sessionFactory));
        }
        this.factory = context;
    }

    /**
     * That of a session of Hibernate, or of a proxy behind which there may be another one, or none, each time.
     *
     * @throws IllegalArgumentException if the object leads to no session of Hibernate
     * @throws IllegalStateException if its session factory was built without the library
     */
    static SessionAfterCommit of(Object target) {
        if (!Proxy.isProxyClass(target.getClass())) {
            if (target instanceof SharedSessionContractImplementor session) {
                return new DirectAfterCommit(session);
            }
        } else if (Proxy.getInvocationHandler(target) instanceof AfterCommitSessionView view) {
            return view.afterCommit();
        }
        if (target instanceof EntityManager || target instanceof StatelessSession) {
            return new ProxiedAfterCommit(target);
        }
        throw LOG.notASession(target.getClass().getName(), null);
    }

    /** The session; null where the proxy has none at hand. */
    abstract @Nullable SharedSessionContractImplementor session();

    /** The object that was given. */
    abstract Object target();

    /** The callbacks of the current transaction; null where none is active. */
    @Nullable
    TransactionCallbacks current() {
        SharedSessionContractImplementor session = session();
        return session == null ? null : factory.current(session);
    }

    @Override
    public void run(Runnable callback) {
        register(new CommitCallback(requireNonNull(callback, "callback")));
    }

    @Override
    public void runOnce(Object key, Runnable callback) {
        requireNonNull(key, "key");
        requireNonNull(callback, "callback");
        TransactionCallbacks current = current();
        if (current == null || current.isRolledBack()) {
            run(callback);
        } else {
            current.addOnce(key, callback);
        }
    }

    @Override
    public void runInNewTransaction(Consumer<Session> work) {
        requireNonNull(work, "work");
        SharedSessionContractImplementor session = session();
        register(new NewTransactionCallback(
                session == null ? new NewTransaction(factory.key(), work) : new NewTransaction(session, work)));
    }

    @Override
    public CompletableFuture<Void> runAsync(Runnable callback) {
        requireNonNull(callback, "callback");
        return runAsync(callback, factory.asyncCallbacks().executor());
    }

    @Override
    public CompletableFuture<Void> runAsync(Runnable callback, Executor executor) {
        AsyncWork work = new AsyncWork(
                requireNonNull(callback, "callback"), requireNonNull(executor, "executor"), factory.asyncCallbacks());
        register(new AsyncCallback(work));
        return work.future();
    }

    private void register(CommitCallback callback) {
        TransactionCallbacks current = current();
        if (current == null) {
            if (!isCaptured(callback)) {
                runAtOnce(callback);
            }
        } else if (current.isRolledBack()) {
            LOG.droppedAfterRollback(callback.description(0));
            callback.discarded(ROLLED_BACK, 0);
        } else {
            current.add(callback);
        }
    }

    @Override
    public void afterRollback(Runnable callback) {
        requireNonNull(callback, "callback");
        TransactionCallbacks current = current();
        if (current != null) {
            current.addOrRun(new RollbackCallback(callback));
        }
    }

    @Override
    public void afterCompletion(Consumer<TransactionOutcome> callback) {
        CompletionCallback completion = new CompletionCallback(requireNonNull(callback, "callback"));
        TransactionCallbacks current = current();
        if (current != null) {
            current.addOrRun(completion);
        } else if (!isCaptured(completion)) {
            factory.runner().runAtOnce(completion, () -> completion.run(COMMITTED, 0));
        }
    }

    @Override
    public void inSavepoint(Runnable work) {
        requireNonNull(work, "work");
        fromSavepoint(() -> {
            work.run();
            return work;
        });
    }

    @Override
    public <T> T fromSavepoint(Supplier<? extends T> work) {
        requireNonNull(work, "work");
        SharedSessionContractImplementor session = session();
        TransactionCallbacks current = current();
        return session == null || current == null ? work.get() : SavepointScope.run(session, current, work);
    }

    @Override
    public BarrierToken token() {
        TransactionCallbacks current = current();
        if (current == null) {
            return factory.tokens().decided(COMMITTED);
        }
        return current.isRolledBack() ? factory.tokens().decided(ROLLED_BACK) : current.token();
    }

    @Override
    public boolean isTransactionActive() {
        SharedSessionContractImplementor session = session();
        return session != null && factory.isTransactionActive(session);
    }

    /** A test that runs what it has captured runs that, too, which is registered meanwhile. */
    private boolean isCaptured(Callback callback) {
        Capture capture = factory.captures().running();
        if (capture != null) {
            capture.addForRunning(callback);
        }
        return capture != null;
    }

    private void runAtOnce(CommitCallback callback) {
        NoTransactionPolicy policy = factory.policies().noTransaction();
        // What a callback registers runs at once whatever the setting: its transaction is over, and was there
        if (policy != NoTransactionPolicy.RUN && !CallbackRunner.isRunningAfterCommit()) {
            if (policy == NoTransactionPolicy.FAIL) {
                throw LOG.noTransactionIsActive(callback.description(0));
            }
            String place = CallSite.ofRegistration().toString();
            if (factory.isFirstWarningOf(place)) {
                LOG.noTransaction(callback.description(0), place);
            }
        }
        factory.runner().runAtOnce(callback, () -> callback.run(COMMITTED, 0));
    }
}
