package dev.aftercommit.test.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The event of a callback that is handed to an executor is that of its run there. */
class AsyncEventTest {

    private static final String CALLBACK = "runAsync(lambda in " + AsyncEventTest.class.getName() + ")";

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final RecordedEvents recorded = new RecordedEvents();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Executor executor = work -> new Thread(work, "executor").start();

    @Test
    void isOfTheThreadOfTheExecutor() {
        commit(() -> {}, executor).join();

        assertThatEvents().containsExactly(tuple(CALLBACK, "executor", "COMMITTED", null));
    }

    @Test
    void tellsOfWhatTheCallbackHasThrown() {
        CompletableFuture<Void> future = commit(
                () -> {
                    throw new IllegalStateException("test");
                },
                executor);

        assertThatThrownBy(future::join).isInstanceOf(CompletionException.class);
        assertThatEvents().containsExactly(tuple(CALLBACK, "executor", "COMMITTED", "java.lang.IllegalStateException"));
    }

    @Test
    void isOfTheThreadOfTheTransactionWhereTheExecutorRefusesTheCallback() {
        commit(() -> {}, refused -> {
            throw new RejectedExecutionException("test");
        });

        assertThatEvents()
                .containsExactly(tuple(
                        CALLBACK,
                        Thread.currentThread().getName(),
                        "COMMITTED",
                        "java.util.concurrent.RejectedExecutionException"));
    }

    @Test
    void hasNoOutcomeWhereTheCallbackIsHandedOverAtOnce() {
        try (Session session = factory.open()) {
            AfterCommit.of(session).runAsync(() -> {}, executor).join();
        }

        assertThatEvents().containsExactly(tuple(CALLBACK, "executor", null, null));
    }

    @Test
    void countsForTheTransactionAsRunWhenItIsHandedOver() {
        commit(() -> {}, executor).join();

        assertThat(recorded.transactions())
                .extracting(event -> event.getInt("registered"), event -> event.getInt("run"))
                .containsExactly(tuple(1, 1));
    }

    private CompletableFuture<Void> commit(Runnable callback, Executor on) {
        return factory.fromTransaction(session -> AfterCommit.of(session).runAsync(callback, on));
    }

    private ListAssert<Tuple> assertThatEvents() {
        return assertThat(recorded.callbacks().stream()
                .map(event -> tuple(
                        event.getString("callback"),
                        event.getThread().getJavaName(),
                        event.getString("outcome"),
                        event.getString("failure")))
                .toList());
    }
}
