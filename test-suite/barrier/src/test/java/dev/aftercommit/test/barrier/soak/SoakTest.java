package dev.aftercommit.test.barrier.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.barrier.support.Counts;
import dev.aftercommit.test.barrier.support.Servers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Transaction barrier: of random transactions, those who wait are told what the database says")
class SoakTest {

    private static final int TRANSACTIONS = 1000;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "H2"})
    void tellsTheTruth(Servers server) throws Exception {
        Counts counts = new Soak(server, TRANSACTIONS, 1).run().total();
        assertThat(counts.faults()).isEmpty();
        assertThat(counts.unknown()).isZero();
        assertThat(counts.ran()).isGreaterThan(TRANSACTIONS / 2);
        assertThat(counts.aborted()).isGreaterThan(TRANSACTIONS / 10);
    }
}
