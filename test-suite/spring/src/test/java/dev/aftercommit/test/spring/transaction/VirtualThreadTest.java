package dev.aftercommit.test.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.task.AsyncTaskExecutor;

@Tag("virtual-threads")
@DisplayName("R8, R24: with virtual threads")
class VirtualThreadTest extends AsyncContract {

    private static final int THREADS = 50;

    // Each waits for all others
    @RegisterExtension
    static final RunningApplication APPLICATION =
            application(true).with("spring.datasource.hikari.connection-timeout", 60_000);

    VirtualThreadTest() {
        super(APPLICATION, true);
    }

    @Test
    void callbacksOfManyVirtualThreadsWriteOnAPoolOfOne() {
        Transactions transactions = Transactions.of(APPLICATION);
        AfterCommit afterCommit = APPLICATION.get(AfterCommit.class);
        Parcels parcels = APPLICATION.get(Parcels.class);
        assertThat(onVirtualThreads(() -> transactions.required(() -> {
                    parcels.save(new Parcel("tea"));
                    afterCommit.run(() -> parcels.save(new Parcel("biscuits")));
                })))
                .succeedsWithin(1, TimeUnit.MINUTES);
        assertThat(parcels.countByLabel("biscuits")).isEqualTo(THREADS);
    }

    @Test
    void asynchronousCallbacksOfManyVirtualThreadsWriteOnAPoolOfOne() {
        Transactions transactions = Transactions.of(APPLICATION);
        AfterCommit afterCommit = APPLICATION.get(AfterCommit.class);
        Parcels parcels = APPLICATION.get(Parcels.class);
        assertThat(onVirtualThreads(() -> {
                    CompletableFuture<CompletableFuture<Void>> future = new CompletableFuture<>();
                    transactions.required(() -> {
                        parcels.save(new Parcel("tea"));
                        future.complete(afterCommit.runAsync(() -> parcels.save(new Parcel("honey"))));
                    });
                    future.join().join();
                }))
                .succeedsWithin(1, TimeUnit.MINUTES);
        assertThat(parcels.countByLabel("honey")).isEqualTo(THREADS);
    }

    private static CompletableFuture<Void> onVirtualThreads(Runnable work) {
        AsyncTaskExecutor executor = APPLICATION.context().getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
        return CompletableFuture.allOf(Stream.generate(() -> executor.submitCompletable(work))
                .limit(THREADS)
                .toArray(CompletableFuture<?>[]::new));
    }
}
