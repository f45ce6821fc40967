package dev.aftercommit.test.barrier;

import static dev.aftercommit.test.barrier.Worker.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.BarrierTimeoutException;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Transaction barrier: how it is waited")
class WaitingTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    @RegisterExtension
    final Worker worker = new Worker(factory);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private Session session;
    private BarrierToken token;

    @BeforeEach
    void begin() {
        awaitThat(Worker::nobodyPolls);
        session = factory.open();
        session.beginTransaction();
        token = AfterCommit.of(session).token();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void endsWithAnInterrupt() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Future<Boolean> interrupted = worker.submit(() -> {
            thread.complete(Thread.currentThread());
            assertThatThrownBy(() -> worker.barrier().await(token, Worker.LONG))
                    .isInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        Worker.get(thread).interrupt();
        assertThat(Worker.get(interrupted)).isFalse();
    }

    @Test
    void doesNotBeginOnAThreadThatIsInterrupted() throws Exception {
        session.getTransaction().commit();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> worker.barrier().await(token, Worker.LONG)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void looksOnceWhereThereIsNoTime() throws Exception {
        assertThat(worker.failure(token, Duration.ZERO)).isInstanceOf(BarrierTimeoutException.class);
        session.getTransaction().commit();
        assertThat(worker.failure(token, Duration.ofSeconds(-1))).isNull();
    }

    @Test
    void looksOnceHoweverShortTheTime() throws Exception {
        session.getTransaction().commit();
        assertThat(worker.failure(token, Duration.ofNanos(1))).isNull();
    }

    @Test
    void takesTheLongestTime() throws Exception {
        session.getTransaction().commit();
        assertThat(worker.failure(token, Duration.ofSeconds(Long.MAX_VALUE))).isNull();
    }

    @Test
    void holdsNoThreadWhenNobodyWaitsAnyMore() {
        Future<Long> waiting = worker.await(token, Worker.LONG);
        awaitThat(() -> !Worker.nobodyPolls());
        session.getTransaction().commit();
        assertThat(Worker.failure(waiting)).isNull();
        awaitThat(Worker::nobodyPolls);
    }

    @Test
    void holdsNoThreadForAStageThatIsCancelled() {
        CompletableFuture<Void> committed =
                worker.barrier().whenCommitted(token).toCompletableFuture();
        assertThat(Worker.nobodyPolls()).isFalse();
        committed.cancel(false);
        awaitThat(Worker::nobodyPolls);
    }

    @Test
    void sharesOneThreadAndOneConnection() {
        List<CompletableFuture<Void>> stages = Stream.generate(
                        () -> worker.barrier().whenCommitted(token).toCompletableFuture())
                .limit(100)
                .toList();
        // That of the session, and one for all who wait
        factory.connections().limit(2);
        assertThat(Worker.pollers()).isEqualTo(1);
        session.getTransaction().commit();
        assertThat(stages).allMatch(stage -> Worker.failure(stage) == null);
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void leavesNoConnectionTaken() {
        Future<Long> waiting = worker.await(token, Worker.LONG);
        session.getTransaction().commit();
        session.close();
        assertThat(Worker.failure(waiting)).isNull();
        awaitThat(() -> factory.connections().open() == 0);
    }

    @Test
    void waitsInAPoolOfOneUntilTheWriterIsDone() throws Exception {
        factory.connections().limit(1);
        Future<Long> waiting = worker.await(token, Worker.LONG);
        awaitThat(() -> !log.messages().isEmpty());
        session.persist(new Job(1));
        session.getTransaction().commit();
        session.close();
        assertThat(Worker.get(waiting)).isEqualTo(1);
    }

    @Test
    void goesOnAfterFailuresOfTheDatabaseAndLogsThemOnce() throws Exception {
        Future<Long> waiting = worker.await(token, Worker.LONG);
        awaitThat(() -> !Worker.nobodyPolls());
        factory.connections().limit(0);
        awaitThat(() -> !log.messages().isEmpty());
        factory.connections().limit(Integer.MAX_VALUE);
        session.getTransaction().commit();
        assertThat(Worker.failure(waiting)).isNull();
        assertThat(log.messages()).singleElement().asString().startsWith("WARN HAC000096");
        assertThat(log.failures()).singleElement().isInstanceOf(SQLException.class);
    }

    @Test
    void releasesAllWhenTheFactoryIsClosed() throws Exception {
        Future<Long> waiting = worker.await(token, Worker.LONG);
        CompletableFuture<Void> stage = worker.barrier().whenCommitted(token).toCompletableFuture();
        awaitThat(() -> !Worker.nobodyPolls());
        factory.get().close();
        assertThat(Stream.of(Worker.failure(waiting), Worker.failure(stage)))
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("HAC000089"));
        assertThat(Worker.nobodyPolls()).isTrue();
    }

    @Test
    void beginsNoWaitOnceTheFactoryIsClosed() {
        var barrier = worker.barrier();
        session.close();
        factory.get().close();
        assertThatThrownBy(() -> barrier.whenCommitted(token))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HAC000089");
    }
}
