package dev.aftercommit.test.barrier.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.barrier.support.Report;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transaction barrier: of transactions that a crash of PostgreSQL has hit, nobody is told what is wrong")
class CrashTest {

    /** One of each kind. */
    private static final int CRASHES = 2;

    @Test
    void saysUnknownWhereNobodyCanKnow() throws Exception {
        Report report = new CrashSoak(CRASHES, false, 1).run();
        assertThat(report.faults()).isEmpty();
        assertThat(report.total().unknown()).isPositive();
    }

    @Test
    void knowsByTheWitness() throws Exception {
        Report report = new CrashSoak(CRASHES, true, 1).run();
        assertThat(report.faults()).isEmpty();
        assertThat(report.total().unknown()).isZero();
        assertThat(report.total().aborted()).isPositive();
    }
}
