package dev.aftercommit.test.barrier.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.barrier.support.Servers;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transaction barrier: a token of one database is refused by another")
class OtherServerTest {

    @Test
    void refusesATokenOfAnotherServer() throws Exception {
        refuses(Servers.POSTGRESQL_18, Servers.POSTGRESQL_15);
    }

    @Test
    void refusesATokenOfAnotherDatabaseOfTheSameServer() throws Exception {
        refuses(Servers.POSTGRESQL_18, Servers.POSTGRESQL_18);
    }

    @Test
    void refusesATokenOfAnotherKindOfServer() throws Exception {
        refuses(Servers.H2, Servers.POSTGRESQL_18);
    }

    private static void refuses(Servers issuer, Servers decider) throws Exception {
        try (TestDatabase issuing = TestDatabase.on(issuer.get());
                TestDatabase deciding = TestDatabase.on(decider.get())) {
            SessionFactory factory = issuing.factory(2, Map.of());
            BarrierToken token =
                    factory.fromTransaction(session -> AfterCommit.of(session).token());
            assertThatThrownBy(() -> TransactionBarrier.of(deciding.pool(1)).await(token, Duration.ofSeconds(30)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("database");
        }
    }
}
