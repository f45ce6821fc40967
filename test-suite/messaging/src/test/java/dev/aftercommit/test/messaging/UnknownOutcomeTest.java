package dev.aftercommit.test.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.support.TestFactory;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A message of which nobody can know whether its transaction has committed is not handed over unasked")
class UnknownOutcomeTest {

    /** Remembers nothing, so that nobody can tell a rollback from what is forgotten. */
    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class).with(AfterCommitSettings.BARRIER_RETENTION, Duration.ZERO);

    @RegisterExtension
    final TestQueue queue = new TestQueue();

    private final Post post = new Post(factory, queue);
    private final Deliveries deliveries = new Deliveries();

    @Test
    void endsWithTheDeadLetters() {
        queue.listen(post.waiting(deliveries, Post.LONG));
        post.rollback();
        queue.awaitGivenUp(1);
        assertThat(deliveries.noted()).isEmpty();
    }

    @Test
    void isHandedToTheReactionAndAcknowledged() {
        Deliveries unknown = new Deliveries();
        queue.listen(post.waiting(deliveries, Post.LONG).whenUnknown(unknown));
        post.rollback();
        queue.awaitAcknowledged(1);
        assertThat(unknown.noted()).containsExactly("parcel/1");
        assertThat(deliveries.noted()).isEmpty();
    }

    @Test
    void isRedeliveredWhereTheReactionThrows() {
        Deliveries unknown = new Deliveries(delivery -> {
            if (delivery == 1) {
                throw new IllegalStateException();
            }
        });
        queue.listen(post.waiting(deliveries, Post.LONG).whenUnknown(unknown));
        post.rollback();
        queue.awaitAcknowledged(1);
        assertThat(unknown.noted()).containsExactly("parcel/1", "parcel/2");
    }
}
