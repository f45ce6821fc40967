package dev.aftercommit.test.barrier;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.test.support.TestFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Transaction barrier: tokens are short texts, checked for damage")
class BarrierTokenTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    @RegisterExtension
    final TestFactory another = TestFactory.onSecondDatabase(Job.class);

    @RegisterExtension
    final Worker worker = new Worker(factory);

    @Test
    void areShortAndSafeInAUrl() {
        assertThat(token(factory).value()).matches("[A-Za-z0-9_-]{22,40}");
    }

    @Test
    void areTheSameAsTheirText() {
        BarrierToken token = token(factory);
        BarrierToken parsed = BarrierToken.parse(new StringBuilder(token.value()));
        assertThat(parsed).isEqualTo(token).hasSameHashCodeAs(token).hasToString(token.value());
        assertThat(parsed).isNotEqualTo(token(factory)).isNotEqualTo(token.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "abc", "no token at all", "AAAAAAAAAAAAAAAAAAAAAAAA", "\u00e4\u00f6\u00fc", "a+b/c="})
    void areRefusedWhereTheyAreNone(String text) {
        assertThatThrownBy(() -> BarrierToken.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HAC000080: Not a barrier token: '" + text + "'.");
    }

    @Test
    void areRefusedWhereTheyAreNull() {
        assertThatThrownBy(() -> BarrierToken.parse(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void areNotRepeatedInAMessageAtAnyLength() {
        assertThatThrownBy(() -> BarrierToken.parse("A".repeat(1_000_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void areRefusedWhereACharacterIsAnother() {
        String text = token(factory).value();
        for (int position = 0; position < text.length(); position++) {
            char other = text.charAt(position) == 'A' ? 'B' : 'A';
            String damaged = text.substring(0, position) + other + text.substring(position + 1);
            assertThatThrownBy(() -> BarrierToken.parse(damaged)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void areRefusedWhereTheyWereCutOrPadded() {
        // Not any token: what is left of one in some thousands has the right checksum by chance
        String text = "Egutyv4BxdKgAAECAwQFBgcICQoLDA0OD8kk";
        assertThat(BarrierToken.parse(text)).hasToString(text);
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThatThrownBy(() -> BarrierToken.parse(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> BarrierToken.parse(text + " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BarrierToken.parse(text + "=")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areRefusedByAnotherDatabase() {
        another.with("hibernate.aftercommit.barrier.strategy", "unique_key");
        factory.with("hibernate.aftercommit.barrier.strategy", "unique_key");
        BarrierToken token = token(another);
        assertThatThrownBy(() -> worker.barrier().outcome(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HAC000081")
                .hasMessageContaining(token.value());
        assertThat(worker.failure(token, Worker.LONG)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Worker.failure(worker.barrier().whenCommitted(token).toCompletableFuture()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areRefusedByAnotherDatabaseByDefault() {
        BarrierToken token = token(another);
        assertThatThrownBy(() -> worker.barrier().outcome(token)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areRefusedByAnotherStrategy() {
        BarrierToken own = token(factory.with("hibernate.aftercommit.barrier.strategy", KindFour.class));
        assertThat(worker.barrier().outcome(own)).contains(COMMITTED);
        another.with("hibernate.aftercommit.barrier.strategy", new KindFive());
        assertThatThrownBy(() -> worker.barrier().outcome(token(another)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HAC000082");
    }

    private static BarrierToken token(TestFactory factory) {
        return factory.fromTransaction(session -> AfterCommit.of(session).token());
    }
}
