package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
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
     * @param ofFramework gives that of a framework or of the container, or null; where there is none either, the default one of
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

    /** Waits for what is under way, and for what that hands over. */
    void awaitAll() {
        long end = System.nanoTime() + shutdownTimeout.toNanos();
        boolean inTime = true;
        try {
            for (Iterator<AsyncWork> work = underWay.iterator(); inTime && work.hasNext(); work = underWay.iterator()) {
                inTime = work.next().awaitEnd(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            inTime = false;
        }
        if (!inTime) {
            LOG.stillUnderWay(underWay.size(), shutdownTimeout.toMillis());
        }
    }
}
