package dev.aftercommit.test.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.messaging.MessageTokens;
import dev.aftercommit.test.support.TestFactory;
import jakarta.jms.JMSProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
        "A message whose token is none that the barrier knows is never handed over; one without a token is, at once")
class ForeignTokenTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Parcel.class);

    @RegisterExtension
    final TestFactory other = TestFactory.onSecondDatabase(Parcel.class);

    @RegisterExtension
    final TestQueue queue = new TestQueue();

    private final Deliveries deliveries = new Deliveries();

    @BeforeEach
    void listen() {
        queue.listen(new Post(factory, queue).waiting(deliveries, Post.LONG));
    }

    @Test
    void runsAtOnceWithoutAToken() {
        queue.producer().send(queue.queue(), "letter");
        queue.awaitAcknowledged(1);
        assertThat(deliveries.noted()).containsExactly("letter/1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "no token", "EAAAAAAAAAAAAQ"})
    void endsWithTheDeadLettersWhereItIsMalformed(String token) {
        sendWith(token);
        queue.awaitGivenUp(1);
        assertThat(deliveries.noted()).isEmpty();
    }

    @Test
    void endsWithTheDeadLettersWhereItIsNoString() {
        JMSProducer producer = queue.producer().setProperty(MessageTokens.PROPERTY, 1);
        producer.send(queue.queue(), "parcel");
        queue.awaitGivenUp(1);
        assertThat(deliveries.noted()).isEmpty();
    }

    @Test
    void endsWithTheDeadLettersWhereItIsOfAnotherDatabase() {
        new Post(other, queue).commit();
        queue.awaitGivenUp(1);
        assertThat(deliveries.noted()).isEmpty();
    }

    private void sendWith(String token) {
        queue.producer().setProperty(MessageTokens.PROPERTY, token).send(queue.queue(), "parcel");
    }
}
