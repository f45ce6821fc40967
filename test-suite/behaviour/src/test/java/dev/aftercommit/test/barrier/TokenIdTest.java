package dev.aftercommit.test.barrier;

import static dev.aftercommit.AfterCommitSettings.BARRIER_HMAC_KEY;
import static dev.aftercommit.AfterCommitSettings.BARRIER_STRATEGY;
import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Transaction barrier: the id in a token has 1 to 64 bytes")
class TokenIdTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64})
    void comesBackToItsStrategy(int length) {
        assertComesBack(new Ids(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64})
    void comesBackFromASignedToken(int length) {
        factory.with(BARRIER_HMAC_KEY, "a key");
        assertComesBack(new Ids(length));
    }

    private void assertComesBack(Ids ids) {
        factory.with(BARRIER_STRATEGY, ids);
        BarrierToken token = token();
        assertThat(TransactionBarrier.of(factory.get()).outcome(token)).contains(COMMITTED);
        assertThat(ids.asked).containsOnly(ids.issue(null, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void isRefusedAtAnyOtherLength(int length) {
        factory.with(BARRIER_STRATEGY, new Ids(length));
        assertThatThrownBy(this::token)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HAC000103: The id of a barrier token has a wrong length. Found: " + length
                        + " bytes. Expected: 1 to 64.");
    }

    /** None, and 65 bytes; without a signature, and with one. The checksums are right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FAAAAAcBuoFAn1A",
                "FAAAAAcBuoFAaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWksEw",
                "HAAAAAcBuoFAc3Nzc3Nzc3Nzc3Nzc3Nzc85v",
                "HAAAAAcBuoFAaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlzc3Nzc3Nz"
                        + "c3Nzc3Nzc3NzU8Q"
            })
    void isRefusedInAForgedToken(String text) {
        assertThatThrownBy(() -> BarrierToken.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HAC000080")
                .hasMessageContaining("Found: another form.");
    }

    @Test
    void isAcceptedInTheShortestToken() {
        assertThat(BarrierToken.parse("FAAAAAcBuoFAad_Z")).hasToString("FAAAAAcBuoFAad_Z");
    }

    private BarrierToken token() {
        return factory.fromTransaction(session -> AfterCommit.of(session).token());
    }

    /** Of a length, and noted when they are asked for. */
    private static final class Ids extends KindFour {

        private final int length;
        private final List<byte[]> asked = new ArrayList<>();

        Ids(int length) {
            this.length = length;
        }

        @Override
        public byte[] issue(Connection connection, boolean inScope) {
            byte[] id = new byte[length];
            Arrays.fill(id, (byte) 'i');
            return id;
        }

        @Override
        public List<Optional<TransactionOutcome>> outcomes(Connection connection, List<byte[]> ids) {
            asked.addAll(ids);
            return super.outcomes(connection, ids);
        }
    }
}
