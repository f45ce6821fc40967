package dev.aftercommit.test.barrier;

import dev.aftercommit.AfterCommitSettings;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Transaction barrier: a row that is inserted again")
class UniqueKeyStrategyTest extends BarrierContract {

    UniqueKeyStrategyTest() {
        super(Map.of(AfterCommitSettings.BARRIER_STRATEGY, "unique_key"));
    }
}
