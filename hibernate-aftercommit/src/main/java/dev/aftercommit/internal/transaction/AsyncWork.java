package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.jfr.FlightRecording;
import dev.aftercommit.internal.jfr.RecordedCallback;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Work that is handed to an executor, with the future of it. */
final class AsyncWork implements Runnable {

    private final Runnable work;
    private final Executor executor;
    private final AsyncCallbacks underWay;
    private final CompletableFuture<Void> future = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable TransactionOutcome outcome;

    AsyncWork(Runnable work, Executor executor, AsyncCallbacks underWay) {
        this.work = work;
        this.executor = executor;
        this.underWay = underWay;
    }

    /** The transaction that it waits for has ended; not called where there is none. */
    void transactionEnded(TransactionOutcome ended) {
        outcome = ended;
    }

    /** Hands the work over. */
    @Override
    public void run() {
        underWay.add(this);
        RecordedCallback event = FlightRecording.callback();
        try {
            executor.execute(this::runAndComplete);
        } catch (RuntimeException | Error refused) {
            // An Error: there may be no thread to be had
            end();
            record(event, refused);
            future.completeExceptionally(refused);
            throw refused;
        }
    }

    /** Runs the work on the caller's thread. */
    void runHere() {
        runAndComplete();
    }

    private void runAndComplete() {
        RecordedCallback event = FlightRecording.callback();
        try {
            work.run();
            record(event, null);
            future.complete(null);
        } catch (Throwable failure) {
            record(event, failure);
            LOG.callbackFailed(description(), TransactionOutcome.COMMITTED.name(), failure);
            future.completeExceptionally(failure);
        } finally {
            end();
        }
    }

    private void end() {
        underWay.remove(this);
        ended.countDown();
    }

    /** Waits until the work has ended, whatever somebody has made of its future; false if it takes too long. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        return ended.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void record(@Nullable RecordedCallback event, @Nullable Throwable failure) {
        if (event != null) {
            event.ended(this::description, outcome, failure);
        }
    }

    CompletableFuture<Void> future() {
        return future;
    }

    String description() {
        return "runAsync(" + Descriptions.of(work) + ")";
    }
}
