package dev.aftercommit.test.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("R1, R11, R12: callbacks are told what the database says, whatever goes wrong")
class FaultsTest {

    private static final int TRANSACTIONS = 150;
    private static final int THREADS = 8;

    @ParameterizedTest
    @EnumSource
    void runsCallbacksForWhatIsInTheDatabaseAndForNothingElse(Resolution resolution) throws Exception {
        Verdict verdict = new Faults(TRANSACTIONS, THREADS, 1, resolution).run();
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.committed()).isBetween(TRANSACTIONS / 2, verdict.parts() - 1);
    }
}
