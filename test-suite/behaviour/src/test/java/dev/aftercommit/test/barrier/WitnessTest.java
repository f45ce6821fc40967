package dev.aftercommit.test.barrier;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.support.TestFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("postgresql")
@DisplayName("Transaction barrier: an id of PostgreSQL, and a row as its witness")
class WitnessTest extends BarrierContract {

    @Override
    TestFactory configure(TestFactory created) {
        return created.with(AfterCommitSettings.BARRIER_WITNESS, true);
    }
}
