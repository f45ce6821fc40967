package dev.aftercommit.test.barrier;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Transaction barrier: the strategy that the database gets by default")
class DefaultStrategyTest extends BarrierContract {

    DefaultStrategyTest() {
        super(Map.of());
    }
}
