package dev.aftercommit.test.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is promised of asynchronous callbacks, whatever threads the task executor has. */
abstract class AsyncContract {

    private final RunningApplication application;
    private final boolean virtual;

    /** With an application that {@link #application} has made. */
    AsyncContract(RunningApplication application, boolean virtual) {
        this.application = application;
        this.virtual = virtual;
    }

    static RunningApplication application(boolean virtual) {
        return RunningApplication.of(ParcelApplication.class).with("spring.threads.virtual.enabled", virtual);
    }

    @Test
    void runsOnTheExecutorOfSpringBoot() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Transactions.of(application)
                .required(() -> afterCommit().runAsync(() -> thread.complete(Thread.currentThread())));
        assertThat(thread).succeedsWithin(10, TimeUnit.SECONDS).satisfies(it -> {
            assertThat(it.getName()).startsWith("task-");
            assertThat(it.toString().startsWith("VirtualThread[")).isEqualTo(virtual);
        });
    }

    @Test
    void whatItWritesIsKept() {
        Parcels parcels = application.get(Parcels.class);
        CompletableFuture<CompletableFuture<Void>> future = new CompletableFuture<>();
        Transactions.of(application).required(() -> {
            parcels.save(new Parcel("tea"));
            future.complete(afterCommit().runAsync(() -> parcels.save(new Parcel("asynchronous"))));
        });
        assertThat(future.join()).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(parcels.countByLabel("asynchronous")).isEqualTo(1);
    }

    @Test
    void isCancelledWhereTheTransactionRollsBack() {
        CompletableFuture<CompletableFuture<Void>> future = new CompletableFuture<>();
        Transactions.of(application)
                .rollBack(() -> future.complete(afterCommit().runAsync(() -> {})));
        assertThat(future.join()).isCancelled();
    }

    @Test
    void closingTheApplicationWaitsForWhatIsUnderWay() {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> closing = new CompletableFuture<>();
        CompletableFuture<Void> future;
        try (RunningApplication closed = application(virtual)) {
            closed.context().addApplicationListener(event -> closing.complete(null));
            future = closed.get(AfterCommit.class).runAsync(() -> {
                started.countDown();
                closing.join();
            });
            assertThat(awaits(started)).isTrue();
        }
        assertThat(future).isCompleted();
    }

    private AfterCommit afterCommit() {
        return application.get(AfterCommit.class);
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
