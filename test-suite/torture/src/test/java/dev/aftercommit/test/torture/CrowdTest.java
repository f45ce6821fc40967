package dev.aftercommit.test.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R1, R8, R10: many threads share a factory and few connections")
class CrowdTest {

    private static final int TRANSACTIONS = 1000;

    @Test
    void eachHasItsOwnCallbacksRunAndNoneWaitsForAConnectionInVain() throws Exception {
        Verdict verdict = new Crowd(TRANSACTIONS, 64, 4, 1).run();
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.committed()).isBetween(TRANSACTIONS / 2, verdict.parts() - 1);
    }
}
