package dev.aftercommit.test.barrier;

import dev.aftercommit.AfterCommitSettings;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("postgresql")
@DisplayName("Transaction barrier: an id of PostgreSQL, and a row as its witness")
class WitnessTest extends BarrierContract {

    WitnessTest() {
        super(Map.of(AfterCommitSettings.BARRIER_WITNESS, true));
    }
}
