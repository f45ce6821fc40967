package dev.aftercommit.sample.experiment;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionAbortedException;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.sample.feed.Feed;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Works off tasks that come through a queue, as another process would: all it knows of the transaction is the text of its
 * token.
 */
@ApplicationScoped
class Worker {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService queue = Executors.newCachedThreadPool(work -> new Thread(work, "worker"));
    private final EntityManagerFactory factory;
    private final Feed feed;

    Worker(EntityManagerFactory factory, Feed feed) {
        this.factory = factory;
        this.feed = feed;
    }

    /** Queues a task about a parcel. What is returned completes when the worker has looked for the parcel a first time. */
    CompletableFuture<Void> take(long parcel, String token) {
        CompletableFuture<Void> looked = new CompletableFuture<>();
        long transaction = feed.transaction();
        queue.execute(() -> work(parcel, token, transaction, looked));
        return looked;
    }

    private void work(long parcel, String token, long transaction, CompletableFuture<Void> looked) {
        feed.note(transaction, "worker: sees " + (isVisible(parcel) ? "the parcel" : "no parcel yet") + ", waits");
        looked.complete(null);
        try {
            TransactionBarrier.of(factory).await(BarrierToken.parse(token), PATIENCE);
            feed.note(transaction, "worker: goes on, and " + (isVisible(parcel) ? "sees the parcel" : "sees nothing"));
        } catch (TransactionAbortedException e) {
            feed.note(transaction, "worker: drops the task, since the transaction was rolled back");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the application ends
        }
    }

    private static boolean isVisible(long parcel) {
        return QuarkusTransaction.requiringNew().call(() -> Parcel.findById(parcel) != null);
    }

    @PreDestroy
    void close() {
        queue.shutdownNow();
    }
}
