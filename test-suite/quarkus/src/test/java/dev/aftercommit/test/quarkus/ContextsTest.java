package dev.aftercommit.test.quarkus;

import static jakarta.transaction.Status.STATUS_NO_TRANSACTION;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.quarkus.bean.Caller;
import dev.aftercommit.test.quarkus.bean.Journal;
import dev.aftercommit.test.quarkus.bean.Notes;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ContextsTest {
    @Inject
    Notes notes;

    @Inject
    Journal journal;

    @Inject
    AfterCommit afterCommit;

    @Inject
    ManagedExecutor executor;

    @Inject
    TransactionManager transactions;

    @Inject
    Caller caller;

    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    @BeforeEach
    void clear() {
        notes.clear();
        journal.clear();
    }

    @Test
    void aCallbackSeesNoFinishedTransaction() throws Exception {
        notes.writeThenRun("outer", this::completeStatus);

        assertThat(status.get(10, SECONDS)).isEqualTo(STATUS_NO_TRANSACTION);
    }

    @Test
    void aManagedExecutorCarriesNoFinishedTransactionFromACallback() throws Exception {
        notes.writeThenRun("outer", () -> executor.execute(this::completeStatus));

        assertThat(status.get(10, SECONDS)).isEqualTo(STATUS_NO_TRANSACTION);
    }

    @Test
    void aManagedExecutorWritesForACallback() throws Exception {
        CompletableFuture<Void> written = new CompletableFuture<>();
        notes.writeThenRun(
                "outer",
                () -> executor.runAsync(() -> notes.write("inner"))
                        .whenComplete((nothing, failure) -> complete(written, failure)));
        written.get(10, SECONDS);

        assertThat(notes.texts()).containsExactlyInAnyOrder("outer", "inner");
    }

    @Test
    void runAsyncWritesInATransactionOfItsOwn() throws Exception {
        CompletableFuture<Void> written =
                QuarkusTransaction.requiringNew().call(() -> afterCommit.runAsync(() -> notes.write("inner")));
        written.get(10, SECONDS);

        assertThat(notes.texts()).containsExactly("inner");
    }

    @Test
    void runAsyncOnAManagedExecutorCarriesNoFinishedTransaction() throws Exception {
        QuarkusTransaction.requiringNew().run(() -> runAsync(executor));

        assertThat(status.get(10, SECONDS)).isEqualTo(STATUS_NO_TRANSACTION);
    }

    @Test
    void runAsyncRunsOnAThreadOfQuarkus() throws Exception {
        CompletableFuture<String> thread = new CompletableFuture<>();
        QuarkusTransaction.requiringNew()
                .run(() -> afterCommit.runAsync(
                        () -> thread.complete(Thread.currentThread().getName())));

        assertThat(thread.get(10, SECONDS)).startsWith("executor-thread");
    }

    @Test
    void runAsyncFindsTheClassesOfTheApplication() throws Exception {
        CompletableFuture<ClassLoader> loader = new CompletableFuture<>();
        QuarkusTransaction.requiringNew()
                .run(() -> afterCommit.runAsync(
                        () -> loader.complete(Thread.currentThread().getContextClassLoader())));

        assertThat(loader.get(10, SECONDS)).isSameAs(Thread.currentThread().getContextClassLoader());
    }

    @Test
    @ActivateRequestContext
    void aCallbackSharesTheRequestOfItsCaller() {
        caller.name("Ada");

        notes.writeThenRun("outer", () -> journal.add(caller.name()));

        assertThat(journal.events()).containsExactly("inserted outer", "Ada");
    }

    private void runAsync(Executor executor) {
        afterCommit.runAsync(this::completeStatus, executor);
    }

    private void completeStatus() {
        try {
            status.complete(transactions.getStatus());
        } catch (SystemException e) {
            status.completeExceptionally(e);
        }
    }

    private static void complete(CompletableFuture<Void> future, Throwable failure) {
        if (failure == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(failure);
        }
    }
}
