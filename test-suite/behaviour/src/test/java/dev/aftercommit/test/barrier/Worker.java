package dev.aftercommit.test.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.TestFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A thread other than that of the test, which waits for tokens. */
final class Worker implements AfterEachCallback {

    /** Long enough for whatever does happen. */
    static final Duration LONG = Duration.ofMinutes(1);

    /** Long enough for the database to be asked several times. */
    static final Duration SHORT = Duration.ofMillis(50);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final TestFactory factory;

    Worker(TestFactory factory) {
        this.factory = factory;
    }

    TransactionBarrier barrier() {
        return TransactionBarrier.of(factory.get());
    }

    /** Begins to wait; the future has the number of jobs that the worker saw when it was released. */
    Future<Long> await(BarrierToken token, Duration timeout) {
        return submit(() -> {
            barrier().await(token, timeout);
            return factory.count(Job.class);
        });
    }

    <V> Future<V> submit(Callable<V> task) {
        return thread.submit(task);
    }

    /** What a wait ends in; null where it succeeds. */
    Throwable failure(BarrierToken token, Duration timeout) {
        return failure(await(token, timeout));
    }

    static Throwable failure(Future<?> future) {
        Throwable failure = catchThrowable(() -> get(future));
        return failure instanceof ExecutionException ? failure.getCause() : failure;
    }

    /** Waits for something that does happen. */
    static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    static <V> V get(Future<V> future) throws Exception {
        return future.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The worker does not end");
        }
    }

    /** Whether no barrier of this process asks its database any more. */
    static boolean nobodyPolls() {
        return pollers() == 0;
    }

    static long pollers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("aftercommit-barrier"))
                .count();
    }
}
