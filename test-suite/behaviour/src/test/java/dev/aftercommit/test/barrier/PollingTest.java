package dev.aftercommit.test.barrier;

import static dev.aftercommit.AfterCommitSettings.BARRIER_STRATEGY;
import static dev.aftercommit.test.barrier.Worker.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.barrier.Looks.Look;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.lang.Thread.State;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A slow machine makes the looks fewer, never more. Those that matter here take hardly any time: connections of H2 in memory. */
@DisplayName("Transaction barrier: how the database is asked while somebody waits")
@Tag("h2")
class PollingTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Looks looks = new Looks();

    private BarrierToken token;
    private long begun;

    @BeforeEach
    void issue() {
        factory.with(BARRIER_STRATEGY, looks);
        token = factory.fromTransaction(session -> AfterCommit.of(session).token());
    }

    @Test
    void becomesRarerTheLongerTheWait() {
        whenCommitted();
        awaitAge(2 * SECOND);
        List<Look> first = between(0, SECOND, look -> !look.glance());
        List<Look> second = between(SECOND, 2 * SECOND, look -> !look.glance());
        // At a tenth of the wait: about 80 and 10
        assertThat(first).hasSizeBetween(second.size() + 3, 170);
        assertThat(second).hasSizeBetween(1, 20);
    }

    @Test
    void isAGlanceBetweenTheFullLooksOfALongWait() {
        whenCommitted();
        awaitAge(3 * SECOND);
        List<Look> glances = between(2 * SECOND, 3 * SECOND, Look::glance);
        // 50 ms after the last look, whatever it was
        assertThat(glances).hasSizeBetween(1, 40);
        assertThat(between(2 * SECOND, 3 * SECOND, look -> !look.glance())).hasSizeLessThan(20);
    }

    @Test
    void isForAllTogetherWhoHaveWaitedForLong() {
        whenCommitted();
        awaitThat(() -> looks.all.size() > 5);
        whenCommitted();
        awaitAge(2 * SECOND);
        assertThat(between(SECOND, 2 * SECOND, look -> true))
                .isNotEmpty()
                .extracting(Look::tokens)
                .containsOnly(2);
    }

    @Test
    void failsThoseWhoWaitWithWhatAStrategyThrows() {
        IllegalStateException failure = new IllegalStateException("no strategy");
        looks.within = () -> {
            throw failure;
        };
        assertThat(Worker.failure(whenCommitted())).isSameAs(failure);
    }

    @Test
    void isRareAndLoggedOnceWhileItFails() {
        looks.within = () -> {
            throw new SQLException("out of order");
        };
        whenCommitted();
        awaitAge(SECOND);
        // Every 50 ms, which is not as often as at the beginning of a wait
        assertThat(between(0, SECOND, look -> true)).hasSizeBetween(2, 40);
        assertThat(log.messages()).singleElement().asString().startsWith("WARN HAC000096");
    }

    @Test
    void isDoneByADaemonThatKeepsNoClassLoaderOfWhoeverWaits() throws Exception {
        CompletableFuture<Thread> asking = new CompletableFuture<>();
        looks.within = () -> asking.complete(Thread.currentThread());
        Thread waiting = Thread.currentThread();
        ClassLoader before = waiting.getContextClassLoader();
        waiting.setContextClassLoader(new ClassLoader(before) {});
        try {
            whenCommitted();
        } finally {
            waiting.setContextClassLoader(before);
        }
        Thread daemon = Worker.get(asking);
        assertThat(daemon.isDaemon()).isTrue();
        assertThat(daemon.getContextClassLoader()).isSameAs(TransactionBarrier.class.getClassLoader());
    }

    /** Which waits for a second at most. */
    @Test
    void isOverWhenTheFactoryIsClosed() throws Exception {
        Thread closing = Thread.currentThread();
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch begins = new CountDownLatch(1);
        CompletableFuture<CompletableFuture<Void>> stage = new CompletableFuture<>();
        looks.within = () -> {
            begins.countDown();
            awaitThat(stage.join()::isDone);
            awaitThat(() -> closing.getState() == State.TIMED_WAITING || closed.get());
            over.set(true);
        };
        stage.complete(whenCommitted());
        assertThat(begins.await(1, TimeUnit.MINUTES)).isTrue();
        factory.get().close();
        boolean overWhenClosed = over.get();
        closed.set(true);
        assertThat(overWhenClosed).isTrue();
    }

    /** Begins to wait. What is counted from here is no younger than the wait. */
    private CompletableFuture<Void> whenCommitted() {
        CompletableFuture<Void> stage =
                TransactionBarrier.of(factory.get()).whenCommitted(token).toCompletableFuture();
        begun = System.nanoTime();
        return stage;
    }

    private List<Look> between(long from, long to, Predicate<Look> kind) {
        return looks.all.stream()
                .filter(look -> look.nanos() - begun >= from && look.nanos() - begun < to)
                .filter(kind)
                .toList();
    }

    private void awaitAge(long nanos) {
        awaitThat(() -> System.nanoTime() - begun > nanos);
    }
}
