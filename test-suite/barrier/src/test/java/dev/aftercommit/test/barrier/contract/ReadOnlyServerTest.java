package dev.aftercommit.test.barrier.contract;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.barrier.support.Servers;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "Transaction barrier: a server of MariaDB that is read-only, as replicas are, decides of no row that it lacks")
class ReadOnlyServerTest {

    private static TestDatabase database;
    private static SessionFactory factory;
    private static TransactionBarrier barrier;

    private BarrierToken committed;
    private BarrierToken rolledBack;

    @BeforeAll
    static void open() throws Exception {
        database = TestDatabase.on(Servers.MARIADB.get());
        factory = database.factory(2, Map.of());
        barrier = TransactionBarrier.of(database.pool(1));
    }

    @AfterAll
    static void close() throws Exception {
        database.close();
    }

    @BeforeEach
    void becomeReadOnly() throws Exception {
        committed = ended(COMMITTED);
        rolledBack = ended(ROLLED_BACK);
        database.execute("set global read_only = 1");
    }

    @AfterEach
    void becomeWritable() throws Exception {
        database.execute("set global read_only = 0");
    }

    @Test
    void refusesToTellOfARollback() throws Exception {
        assertThatThrownBy(() -> barrier.outcome(rolledBack))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HAC000092");
        becomeWritable();
        assertThat(barrier.outcome(rolledBack)).contains(ROLLED_BACK);
    }

    @Test
    void tellsOfACommitThatItHas() {
        assertThat(barrier.outcome(committed)).contains(COMMITTED);
    }

    private static BarrierToken ended(TransactionOutcome outcome) {
        return factory.fromTransaction(session -> {
            BarrierToken token = AfterCommit.of(session).token();
            if (outcome == ROLLED_BACK) {
                session.getTransaction().setRollbackOnly();
            }
            return token;
        });
    }
}
