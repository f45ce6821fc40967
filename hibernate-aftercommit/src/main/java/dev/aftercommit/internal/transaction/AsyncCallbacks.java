package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The asynchronous callbacks of a factory that are under way, which its closing waits for. */
public final class AsyncCallbacks {

    private final Supplier<? extends @Nullable Executor> executor;
    private final Executor byDefault = new CompletableFuture<Void>().defaultExecutor();
    private final Duration shutdownTimeout;
    private final Set<AsyncWork> underWay = ConcurrentHashMap.newKeySet();

    /**
     * None yet.
     *
     * @param given gives what runs callbacks for which none is named; null where no setting says so
     * @param ofFramework gives that of a framework, or null; where there is none either, the default one of
     *     {@link CompletableFuture} runs them
     * @param shutdownTimeout how long the closing of the factory waits
     */
    public AsyncCallbacks(
            @Nullable Supplier<Executor> given,
            Supplier<? extends @Nullable Executor> ofFramework,
            Duration shutdownTimeout) {
        this.executor = given == null ? ofFramework : given;
        this.shutdownTimeout = shutdownTimeout;
    }

    Executor executor() {
        Executor found = executor.get();
        return found == null ? byDefault : found;
    }

    void add(AsyncWork work) {
        underWay.add(work);
    }

    void remove(AsyncWork work) {
        underWay.remove(work);
    }

    /** Waits for what is under way. */
    void awaitAll() {
        CompletableFuture<?>[] futures =
                underWay.stream().map(AsyncWork::future).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(futures).get(shutdownTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException logged) {
            LOG.tracef(logged, "A callback has failed");
        } catch (TimeoutException e) {
            LOG.stillUnderWay(underWay.size(), shutdownTimeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.stillUnderWay(underWay.size(), shutdownTimeout.toMillis());
        }
    }
}
