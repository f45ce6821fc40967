package dev.aftercommit.test.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R1, R11, R12: callbacks are told what the database says, whatever goes wrong")
class FaultsTest {

    private static final int TRANSACTIONS = 250;
    private static final int THREADS = 8;

    @Test
    void runsCallbacksForWhatIsInTheDatabaseAndForNothingElse() throws Exception {
        Verdict verdict = new Faults(TRANSACTIONS, THREADS, 1, false).run();
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.committed()).isBetween(TRANSACTIONS, verdict.parts() - 1);
    }

    @Test
    void leavesNothingUnknownWithResolution() throws Exception {
        Verdict verdict = new Faults(TRANSACTIONS, THREADS, 2, true).run();
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.committed()).isBetween(TRANSACTIONS, verdict.parts() - 1);
    }
}
