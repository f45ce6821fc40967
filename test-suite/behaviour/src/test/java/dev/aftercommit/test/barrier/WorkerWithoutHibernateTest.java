package dev.aftercommit.test.barrier;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.leak.Watch;
import dev.aftercommit.test.support.TestFactory;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Transaction barrier: a worker that has a data source only")
class WorkerWithoutHibernateTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    private Session session;
    private BarrierToken token;

    @BeforeEach
    void begin() {
        session = factory.open();
        session.beginTransaction();
        token = AfterCommit.of(session).token();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void waitsForTheCommit() throws Exception {
        TransactionBarrier barrier = TransactionBarrier.of(factory.database());
        CompletableFuture<Void> committed = barrier.whenCommitted(token).toCompletableFuture();
        assertThat(barrier.outcome(token)).isEmpty();
        session.getTransaction().commit();
        assertThat(Worker.get(committed)).isNull();
        assertThat(barrier.outcome(token)).contains(COMMITTED);
    }

    @Test
    void learnsOfARollback() {
        session.getTransaction().rollback();
        assertThat(TransactionBarrier.of(factory.database()).outcome(token)).contains(ROLLED_BACK);
    }

    @Test
    void hasOneBarrierForOneDataSource() {
        assertThat(TransactionBarrier.of(factory.database())).isSameAs(TransactionBarrier.of(factory.database()));
    }

    @Test
    void hasOneBarrierForOneDataSourceAgainWhenTheFirstIsGone() {
        Watch watch = new Watch();
        watchABarrier(watch);
        assertThat(watch.reachable()).isEmpty();
        TransactionBarrier barrier = TransactionBarrier.of(factory.database());
        assertThat(TransactionBarrier.of(factory.database())).isSameAs(barrier);
    }

    private void watchABarrier(Watch watch) {
        watch.on("barrier", TransactionBarrier.of(factory.database()));
    }

    @Test
    void hasABarrierForEachOfTwoDataSourcesThatShareAHashCodeOfIdentity() {
        Map<Integer, DataSource> sources = new HashMap<>();
        DataSource one;
        DataSource other;
        do {
            // Some ten thousand, as a rule
            one = anotherDataSource();
            other = sources.put(System.identityHashCode(one), one);
        } while (other == null);
        TransactionBarrier barrier = TransactionBarrier.of(one);
        assertThat(TransactionBarrier.of(other)).isNotSameAs(barrier);
        assertThat(TransactionBarrier.of(one)).isSameAs(barrier);
    }

    private DataSource anotherDataSource() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.invoke(factory.database(), arguments));
    }

    @Test
    void refusesAPrimaryThatIsNone() {
        TransactionBarrier replica =
                TransactionBarrier.ofReplica(factory.database(), TransactionBarrier.of(factory.database()));
        assertThatThrownBy(() -> TransactionBarrier.ofReplica(factory.database(), replica))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HAC000102");
    }

    @Test
    void readsFromAReplica() throws Exception {
        TransactionBarrier replica =
                TransactionBarrier.ofReplica(factory.database(), TransactionBarrier.of(factory.get()));
        assertThat(replica.outcome(token)).isEmpty();
        CompletableFuture<Void> committed = replica.whenCommitted(token).toCompletableFuture();
        session.getTransaction().commit();
        assertThat(Worker.get(committed)).isNull();
        assertThat(replica.outcome(AfterCommit.of(session).token())).contains(COMMITTED);
    }
}
