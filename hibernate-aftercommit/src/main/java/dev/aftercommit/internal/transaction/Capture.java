package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommitException;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Collects the callbacks that are registered on one thread with transactions of one factory, so that a test can run them. */
public final class Capture {

    private final FactoryContext factory;
    private final Thread thread;
    private final List<Captured> all = new ArrayList<>();
    private @Nullable Capture enclosing;

    // The transaction for which callbacks are being run
    private @Nullable TransactionCallbacks running;

    Capture(FactoryContext factory, Thread thread, @Nullable Capture enclosing) {
        this.factory = factory;
        this.thread = thread;
        this.enclosing = enclosing;
    }

    /**
     * Opens a capture on the current thread.
     *
     * @throws IllegalStateException if the factory was built without the library
     */
    public static Capture open(SessionFactory sessionFactory) {
        FactoryContext factory = FactoryContext.of(sessionFactory);
        if (factory == null) {
            throw LOG.notIntegrated(FactoryContext.nameOf(sessionFactory));
        }
        return factory.captures().open(factory);
    }

    Thread thread() {
        return thread;
    }

    /** The chain of captures from this one outwards, without the given one. */
    @Nullable
    Capture without(Capture closed) {
        if (this == closed) {
            return enclosing;
        }
        enclosing = enclosing == null ? null : enclosing.without(closed);
        return this;
    }

    synchronized List<Captured> add(TransactionCallbacks transaction, Callback callback) {
        StackTraceElement place = CallSite.ofRegistration();
        List<Captured> calls = new ArrayList<>(callback.size());
        for (int index = 0; index < callback.size(); index++) {
            calls.add(new Captured(transaction, callback, index, place));
        }
        all.addAll(calls);
        return calls;
    }

    /** Takes what a callback registers where no transaction is active, if callbacks of this capture are being run. */
    void addForRunning(Callback callback) {
        if (running != null) {
            add(running, callback);
        }
    }

    boolean isRunning() {
        return running != null;
    }

    /** What was captured and not removed by a rollback, in order. */
    public synchronized List<Captured> calls() {
        return all.stream().filter(Captured::isListed).toList();
    }

    /** Runs what has not run, also what is registered meanwhile, and returns the number of calls. */
    public int runAll() {
        Delivery delivery =
                factory.runner().deliveryOfCaptured(factory.policies().failure());
        for (Captured next = next(); next != null; next = next()) {
            run(delivery, next);
        }
        Throwable failure = delivery.failure();
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof AfterCommitException exception) {
            throw exception;
        }
        return delivery.calls();
    }

    private synchronized @Nullable Captured next() {
        return all.stream().filter(Captured::isPending).findFirst().orElse(null);
    }

    /** Runs one call; what it throws is thrown. */
    public void run(Captured call) throws Throwable {
        if (!call.isPending()) {
            throw LOG.captureHasRun(call.description());
        }
        Delivery delivery = factory.runner().deliveryOfCaptured(FailurePolicy.RETHROW);
        run(delivery, call);
        if (delivery.failure() instanceof AfterCommitException exception) {
            throw exception.failures().get(0).cause();
        } else if (delivery.failure() instanceof Error error) {
            throw error;
        }
    }

    private void run(Delivery delivery, Captured call) {
        TransactionCallbacks enclosingRun = running;
        running = call.transaction();
        try {
            factory.runner().runCaptured(delivery, call);
        } finally {
            running = enclosingRun;
        }
    }

    /** Drops what has not run, and collects no more. */
    public void close() {
        factory.captures().closed(this);
        synchronized (this) {
            all.forEach(call -> call.drop(TransactionOutcome.ROLLED_BACK));
        }
    }
}
