package dev.aftercommit.test.barrier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.barrier.support.Servers;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName(
        "Transaction barrier: a barrier tells the truth whatever the isolation of the connections that it is given")
@ParameterizedClass
@CsvSource({
    "POSTGRESQL_18, TRANSACTION_SERIALIZABLE",
    "MARIADB, TRANSACTION_READ_UNCOMMITTED",
    "MARIADB, TRANSACTION_REPEATABLE_READ",
    "MARIADB, TRANSACTION_SERIALIZABLE",
    "H2, TRANSACTION_READ_UNCOMMITTED",
    "H2, TRANSACTION_REPEATABLE_READ",
    "H2, TRANSACTION_SERIALIZABLE"
})
class IsolationTest {

    private static TestDatabase database;
    private static SessionFactory factory;
    private static DataSource pool;

    @Parameter(0)
    Servers server;

    @Parameter(1)
    String isolation;

    @BeforeParameterizedClassInvocation
    static void open(Servers server, String isolation) throws Exception {
        database = TestDatabase.on(server.get());
        factory = database.factory(2, Map.of());
        pool = database.isolatedPool(1, isolation);
    }

    @AfterParameterizedClassInvocation
    static void close() throws Exception {
        database.close();
    }

    @Test
    void doesNotTakeWhatIsOpenForCommitted() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            BarrierToken token = AfterCommit.of(session).token();
            Optional<TransactionOutcome> whileOpen = outcome(token);
            session.getTransaction().commit();
            assertThat(whileOpen).isEmpty();
            assertThat(outcome(token)).contains(TransactionOutcome.COMMITTED);
        }
    }

    @Test
    void learnsOfARollback() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            BarrierToken token = AfterCommit.of(session).token();
            session.getTransaction().rollback();
            assertThat(outcome(token)).contains(TransactionOutcome.ROLLED_BACK);
        }
    }

    private static Optional<TransactionOutcome> outcome(BarrierToken token) {
        return TransactionBarrier.of(pool).outcome(token);
    }
}
