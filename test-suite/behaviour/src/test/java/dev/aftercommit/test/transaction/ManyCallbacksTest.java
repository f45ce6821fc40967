package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import dev.aftercommit.testing.CapturedCallbacks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A transaction may have thousands of callbacks, which are kept in pieces")
class ManyCallbacksTest {

    // More than two pieces
    private static final List<Integer> THOUSANDS =
            IntStream.rangeClosed(1, 2500).boxed().toList();

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Item.class);

    private final List<Integer> ran = new ArrayList<>();

    @Test
    void runThemInTheirOrder() {
        factory.inTransaction(session -> register(session, THOUSANDS));
        assertThat(ran).isEqualTo(THOUSANDS);
    }

    @Test
    void runThemInReverseAfterARollback() {
        try (Session session = factory.get().openSession()) {
            session.beginTransaction();
            THOUSANDS.forEach(number -> AfterCommit.of(session).afterRollback(() -> ran.add(number)));
            session.getTransaction().rollback();
        }
        List<Integer> newestFirst = new ArrayList<>(THOUSANDS);
        Collections.reverse(newestFirst);
        assertThat(ran).isEqualTo(newestFirst);
    }

    @Test
    void keepTheirOrderWhenTheirScopeIsKept() {
        factory.inTransaction(session -> {
            register(session, THOUSANDS.subList(0, 1000));
            AfterCommit.of(session).inSavepoint(() -> register(session, THOUSANDS.subList(1000, 2200)));
            register(session, THOUSANDS.subList(2200, 2500));
        });
        assertThat(ran).isEqualTo(THOUSANDS);
    }

    @Test
    void keepTheirOrderAroundOthersThatATestHasRun() {
        factory.inTransaction(session -> {
            register(session, THOUSANDS.subList(0, 1000));
            try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
                IntStream.range(0, 1200).forEach(i -> AfterCommit.of(session).run(() -> {}));
                assertThat(captured.runAll()).isEqualTo(1200);
            }
            register(session, THOUSANDS.subList(1000, 2500));
        });
        assertThat(ran).isEqualTo(THOUSANDS);
    }

    @Test
    void keepTheirOrderBehindOthersThatATestHasRun() {
        factory.inTransaction(session -> {
            try (CapturedCallbacks captured = CapturedCallbacks.capture(factory.get())) {
                IntStream.range(0, 100).forEach(i -> AfterCommit.of(session).run(() -> {}));
                onAnotherThread(() -> register(session, THOUSANDS));
                assertThat(captured.runAll()).isEqualTo(100);
            }
        });
        assertThat(ran).isEqualTo(THOUSANDS);
    }

    /** Where nothing is captured. */
    private static void onAnotherThread(Runnable work) {
        CompletableFuture.runAsync(work, task -> new Thread(task).start()).join();
    }

    private void register(Session session, List<Integer> numbers) {
        AfterCommit afterCommit = AfterCommit.of(session);
        numbers.forEach(number -> afterCommit.run(() -> ran.add(number)));
    }
}
