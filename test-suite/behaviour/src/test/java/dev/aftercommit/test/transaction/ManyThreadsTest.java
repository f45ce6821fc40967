package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R1, R7: threads that share a factory share no callback")
class ManyThreadsTest {

    private static final int THREADS = 64;
    private static final int TRANSACTIONS = 30;

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void end() {
        release.countDown();
        executor.shutdownNow();
    }

    @Test
    void runsCallbacksOfATransactionOnItsThreadAndOfNoOther() {
        factory.get();
        List<CompletableFuture<Void>> all = IntStream.range(0, THREADS)
                .mapToObj(thread -> CompletableFuture.runAsync(this::transactions, executor))
                .toList();

        all.forEach(ManyThreadsTest::join);

        assertThat(wrong).isEmpty();
    }

    @Test
    void goesOnWithTheCallbacksWhereTheFactoryIsClosedMeanwhile() {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> committed = CompletableFuture.runAsync(
                () -> factory.inTransaction(session -> {
                    AfterCommit.of(session).run(this::block);
                    AfterCommit.of(session).run(() -> events.add("second"));
                }),
                executor);
        await(blocked);
        factory.get().close();
        release.countDown();

        join(committed);

        assertThat(events).containsExactly("second");
    }

    @Test
    void aCallbackThatBlocksKeepsNoConnectionFromOthers() {
        factory.get();
        int held = factory.connections().open();
        factory.connections().limit(held + 1);
        CompletableFuture<Void> committed = CompletableFuture.runAsync(
                () -> factory.inTransaction(session -> {
                    session.createNativeQuery("select 1", Integer.class).getSingleResult();
                    AfterCommit.of(session).run(this::block);
                }),
                executor);
        await(blocked);

        factory.inTransaction(session -> AfterCommit.of(session).run(release::countDown));

        join(committed);
        assertThat(factory.connections().open()).isEqualTo(held);
    }

    private void transactions() {
        for (int number = 0; number < TRANSACTIONS; number++) {
            Marks marks = new Marks();
            boolean committed = number % 3 != 0;
            try (Session session = factory.open()) {
                session.beginTransaction();
                AfterCommit.of(session).run(() -> marks.add("committed"));
                AfterCommit.of(session).afterRollback(() -> marks.add("rolled back"));
                if (committed) {
                    session.getTransaction().commit();
                } else {
                    session.getTransaction().rollback();
                }
            }
            marks.compare(committed ? "committed" : "rolled back");
        }
    }

    private void block() {
        blocked.countDown();
        await(release);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(CompletableFuture<Void> future) {
        future.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** What the callbacks of one transaction have left, not to be touched by another thread. */
    private final class Marks {

        private final Thread owner = Thread.currentThread();
        private final List<String> left = new ArrayList<>();

        void add(String mark) {
            if (Thread.currentThread() != owner) {
                wrong.add(mark + " on " + Thread.currentThread());
            }
            left.add(mark);
        }

        void compare(String expected) {
            if (!left.equals(List.of(expected))) {
                wrong.add(left + " instead of " + expected);
            }
        }
    }
}
