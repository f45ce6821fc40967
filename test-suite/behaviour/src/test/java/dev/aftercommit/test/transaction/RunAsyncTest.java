package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.OutcomeUnknownException;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R24: runAsync hands a callback to an executor after the commit")
class RunAsyncTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final List<Runnable> handedOver = new ArrayList<>();
    private final Executor later = handedOver::add;

    /** The closing of the factory waits for what is under way. */
    @AfterEach
    void runWhatWasHandedOver() {
        handedOver.forEach(Runnable::run);
    }

    @Test
    void handsOverAfterTheCommit() {
        factory.inTransaction(session -> {
            AfterCommit.of(session).runAsync(() -> {}, later);
            assertThat(handedOver).isEmpty();
        });

        assertThat(handedOver).hasSize(1);
    }

    @Test
    void completesTheFutureAfterTheCallbackHasRun() {
        CompletableFuture<Void> future = register(() -> {});
        assertThat(future).isNotDone();

        handedOver.get(0).run();

        assertThat(future).isCompleted();
    }

    @Test
    void completesTheFutureExceptionallyWhereTheCallbackThrows() {
        IllegalStateException failure = new IllegalStateException("test");
        CompletableFuture<Void> future = register(() -> {
            throw failure;
        });

        handedOver.get(0).run();

        assertThat(future).isCompletedExceptionally();
        assertThat(log.failures()).containsExactly(failure);
    }

    @Test
    void cancelsTheFutureAfterARollback() {
        CompletableFuture<Void> future = factory.get().fromSession(session -> {
            session.beginTransaction();
            CompletableFuture<Void> registered = AfterCommit.of(session).runAsync(() -> {}, later);
            session.getTransaction().rollback();
            return registered;
        });

        assertThat(future).isCancelled();
        assertThat(handedOver).isEmpty();
    }

    @Test
    void cancelsTheFutureOfADiscardedScope() {
        AtomicReference<CompletableFuture<Void>> future = new AtomicReference<>();
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            assertThatThrownBy(() -> afterCommit.inSavepoint(() -> {
                        future.set(afterCommit.runAsync(() -> {}, later));
                        throw new IllegalStateException("test");
                    }))
                    .hasMessage("test");
        });

        assertThat(future.get()).isCancelled();
    }

    @Test
    void completesTheFutureWithOutcomeUnknownWhereNobodyCanTell() {
        Session session = factory.open();
        session.beginTransaction();
        CompletableFuture<Void> future = AfterCommit.of(session).runAsync(() -> {}, later);
        session.close();

        assertThatThrownBy(future::join).hasCauseInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void completesTheFutureExceptionallyWhereTheExecutorRefuses() {
        CompletableFuture<Void> future = factory.get()
                .fromTransaction(session -> AfterCommit.of(session).runAsync(() -> {}, command -> {
                    throw new RejectedExecutionException("full");
                }));

        assertThatThrownBy(future::join).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(log.failures()).singleElement().isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void completesTheFutureExceptionallyWhereTheExecutorThrowsAnError() {
        CompletableFuture<Void> future = factory.get()
                .fromTransaction(session -> AfterCommit.of(session).runAsync(() -> {}, command -> {
                    throw new LinkageError("no thread");
                }));

        assertThat(future).isCompletedExceptionally();
        assertThat(log.failures()).singleElement().isInstanceOf(LinkageError.class);
    }

    @Test
    void handsOverAtOnceWithoutATransaction() {
        try (Session session = factory.open()) {
            AfterCommit.of(session).runAsync(() -> {}, later);
        }

        assertThat(handedOver).hasSize(1);
    }

    @Test
    void runsOnTheExecutorOfTheSetting() {
        factory.with(AfterCommitSettings.EXECUTOR, later)
                .inTransaction(session -> AfterCommit.of(session).runAsync(() -> {}));

        assertThat(handedOver).hasSize(1);
    }

    @Test
    void runsOnAnotherThreadByDefault() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        factory.inTransaction(
                session -> AfterCommit.of(session).runAsync(() -> thread.complete(Thread.currentThread())));

        assertThat(thread.orTimeout(60, TimeUnit.SECONDS).join()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void closingTheFactoryWaitsForWhatIsUnderWay() {
        CountDownLatch closing = new CountDownLatch(1);
        CompletableFuture<Void> future = factory.get()
                .fromTransaction(session ->
                        AfterCommit.of(session).runAsync(() -> await(closing), command -> new Thread(command).start()));
        new Thread(closing::countDown).start();

        factory.get().close();

        assertThat(future).isCompleted();
    }

    @Test
    void closingTheFactoryWaitsForWhatACallbackHandsOver() {
        CountDownLatch closing = new CountDownLatch(1);
        CompletableFuture<Void> inner = new CompletableFuture<>();
        factory.inTransaction(session -> AfterCommit.of(session)
                .runAsync(
                        () -> {
                            await(closing);
                            factory.inTransaction(
                                    other -> AfterCommit.of(other).runAsync(() -> inner.complete(null), later));
                            new Thread(() -> handedOver.get(0).run()).start();
                        },
                        command -> new Thread(command).start()));
        new Thread(closing::countDown).start();

        factory.get().close();

        assertThat(inner).isCompleted();
    }

    @Test
    void closingTheFactoryWaitsForACallbackWhoseFutureWasCancelled() {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        factory.get()
                .fromTransaction(session -> AfterCommit.of(session)
                        .runAsync(
                                () -> {
                                    running.countDown();
                                    await(closing);
                                    ended.complete(null);
                                },
                                command -> new Thread(command).start()))
                .cancel(false);
        await(running);
        new Thread(closing::countDown).start();

        factory.get().close();

        assertThat(ended).isCompleted();
    }

    @Test
    void closingTheFactoryCountsWhatIsStillUnderWayAfterTheTimeout() {
        CountDownLatch never = new CountDownLatch(1);
        factory.with(AfterCommitSettings.SHUTDOWN_TIMEOUT, "PT0.01S")
                .inTransaction(session ->
                        AfterCommit.of(session).runAsync(() -> await(never), command -> new Thread(command).start()));

        factory.get().close();
        never.countDown();

        assertThat(log.messages())
                .containsExactly(
                        "WARN HAC000017: The session factory is closed while 1 asynchronous callback(s) are still"
                                + " under way after 10 ms.");
    }

    @Test
    void refusesATimeoutThatIsNone() {
        factory.with(AfterCommitSettings.SHUTDOWN_TIMEOUT, "soon");

        assertThatThrownBy(factory::get)
                .isInstanceOf(HibernateException.class)
                .hasMessage(
                        "HAC000032: Invalid value of the setting 'hibernate.aftercommit.shutdown_timeout'. Found: 'soon'."
                                + " Expected: a duration such as PT10S, or a number of seconds.");
    }

    @Test
    void refusesNull() {
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            assertThatNullPointerException()
                    .isThrownBy(() -> afterCommit.runAsync(null))
                    .withMessage("callback");
            assertThatNullPointerException()
                    .isThrownBy(() -> afterCommit.runAsync(() -> {}, null))
                    .withMessage("executor");
        });
    }

    private CompletableFuture<Void> register(Runnable callback) {
        return factory.get().fromTransaction(session -> AfterCommit.of(session).runAsync(callback, later));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
