package dev.aftercommit.test.barrier;

import static dev.aftercommit.AfterCommitSettings.BARRIER_HMAC_KEY;
import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.TestFactory;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Transaction barrier: tokens that are signed with a key")
class SignedTokenTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class).with(BARRIER_HMAC_KEY, "correct horse battery staple");

    private BarrierToken token;

    @BeforeEach
    void issue() {
        token = factory.fromTransaction(session -> AfterCommit.of(session).token());
    }

    @Test
    void areAcceptedWithTheKey() {
        assertThat(TransactionBarrier.of(factory.get()).outcome(token)).contains(COMMITTED);
        assertThat(barrier("correct horse battery staple").outcome(token)).contains(COMMITTED);
    }

    @Test
    void areRefusedWithAnotherKey() {
        assertThatThrownBy(() -> barrier("another").outcome(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HAC000083")
                .hasMessageContaining(token.value());
    }

    @Test
    void areAcceptedWhereNoKeyIsKnown() {
        assertThat(TransactionBarrier.of(factory.database()).outcome(token)).contains(COMMITTED);
    }

    @Test
    void areRefusedWhereTheyShouldBeSignedAndAreNot() throws Exception {
        try (TestFactory unsigned = TestFactory.of(Job.class)) {
            BarrierToken other =
                    unsigned.fromTransaction(session -> AfterCommit.of(session).token());
            assertThatThrownBy(() -> barrier("another").outcome(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("HAC000083");
        }
    }

    @Test
    void areSignedOutsideATransactionToo() {
        BarrierToken decided =
                factory.get().fromSession(session -> AfterCommit.of(session).token());
        assertThat(barrier("correct horse battery staple").outcome(decided)).contains(COMMITTED);
        assertThatThrownBy(() -> barrier("another").outcome(decided)).isInstanceOf(IllegalArgumentException.class);
    }

    private TransactionBarrier barrier(String key) {
        return TransactionBarrier.of(factory.database(), Map.of(BARRIER_HMAC_KEY, key));
    }
}
