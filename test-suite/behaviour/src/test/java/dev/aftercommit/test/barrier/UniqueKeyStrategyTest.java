package dev.aftercommit.test.barrier;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.support.TestFactory;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Transaction barrier: a row that is inserted again")
class UniqueKeyStrategyTest extends BarrierContract {

    @Override
    TestFactory configure(TestFactory created) {
        return created.with(AfterCommitSettings.BARRIER_STRATEGY, "unique_key");
    }
}
