package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Work that is handed to an executor, with the future of it. */
final class AsyncWork implements Runnable {

    private final Runnable work;
    private final Executor executor;
    private final AsyncCallbacks underWay;
    private final CompletableFuture<Void> future = new CompletableFuture<>();

    AsyncWork(Runnable work, Executor executor, AsyncCallbacks underWay) {
        this.work = work;
        this.executor = executor;
        this.underWay = underWay;
    }

    /** Hands the work over. */
    @Override
    public void run() {
        underWay.add(this);
        try {
            executor.execute(this::runAndComplete);
        } catch (RuntimeException refused) {
            underWay.remove(this);
            future.completeExceptionally(refused);
            throw refused;
        }
    }

    /** Runs the work on the caller's thread. */
    void runHere() {
        runAndComplete();
    }

    private void runAndComplete() {
        try {
            work.run();
            future.complete(null);
        } catch (Throwable failure) {
            LOG.callbackFailed(description(), TransactionOutcome.COMMITTED.name(), failure);
            future.completeExceptionally(failure);
        } finally {
            underWay.remove(this);
        }
    }

    CompletableFuture<Void> future() {
        return future;
    }

    String description() {
        return "runAsync(" + Descriptions.of(work) + ")";
    }
}
