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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

@DisplayName("R24: runAsync runs on the task executor of the application")
class AsyncTest {

    @RegisterExtension
    static final RunningApplication APPLICATION = RunningApplication.of(ParcelApplication.class);

    @Test
    void runsOnTheExecutorOfSpringBoot() {
        CompletableFuture<String> thread = new CompletableFuture<>();
        Transactions.of(APPLICATION)
                .required(() -> APPLICATION
                        .get(AfterCommit.class)
                        .runAsync(() -> thread.complete(Thread.currentThread().getName())));
        assertThat(thread).succeedsWithin(10, TimeUnit.SECONDS).asString().startsWith("task-");
    }

    @Test
    void runsOnTheExecutorThatTheApplicationDeclares() {
        try (RunningApplication application = RunningApplication.of(ParcelApplication.class, OwnExecutor.class)) {
            CompletableFuture<String> thread = new CompletableFuture<>();
            application
                    .get(AfterCommit.class)
                    .runAsync(() -> thread.complete(Thread.currentThread().getName()));
            assertThat(thread).succeedsWithin(10, TimeUnit.SECONDS).asString().startsWith("own-");
        }
    }

    @Test
    void whatItWritesIsKept() {
        Parcels parcels = APPLICATION.get(Parcels.class);
        CompletableFuture<CompletableFuture<Void>> future = new CompletableFuture<>();
        Transactions.of(APPLICATION).required(() -> {
            parcels.save(new Parcel("tea"));
            future.complete(
                    APPLICATION.get(AfterCommit.class).runAsync(() -> parcels.save(new Parcel("asynchronous"))));
        });
        assertThat(future.join()).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(parcels.countByLabel("asynchronous")).isEqualTo(1);
    }

    @Test
    void closingTheApplicationWaitsForWhatIsUnderWay() {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> closing = new CompletableFuture<>();
        CompletableFuture<Void> future;
        try (RunningApplication application = RunningApplication.of(ParcelApplication.class)) {
            application.context().addApplicationListener(event -> closing.complete(null));
            future = application.get(AfterCommit.class).runAsync(() -> {
                started.countDown();
                closing.join();
            });
            assertThat(awaits(started)).isTrue();
        }
        assertThat(future).isCompleted();
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnExecutor {

        @Bean
        AsyncTaskExecutor applicationTaskExecutor() {
            return new SimpleAsyncTaskExecutor("own-");
        }
    }
}
