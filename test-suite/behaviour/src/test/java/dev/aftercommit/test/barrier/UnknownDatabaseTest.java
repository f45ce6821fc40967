package dev.aftercommit.test.barrier;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.DelegatingDataSource;
import dev.aftercommit.test.support.TestFactory;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Transaction barrier: a database of which nobody knows how it tells of its transactions is refused")
@Tag("h2")
class UnknownDatabaseTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Job.class);

    private BarrierToken token;

    @BeforeEach
    void issue() {
        token = factory.fromTransaction(session -> AfterCommit.of(session).token());
    }

    @Test
    void byItsName() {
        refuses("Interbase", "Interbase 2.");
    }

    @Test
    void asAnImitationByTheVersionThatItTells() throws SQLException {
        try (Connection connection = factory.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create alias version for '" + CockroachDb.class.getName() + ".version'");
        }
        refuses("PostgreSQL", "PostgreSQL an imitation.");
    }

    private void refuses(String name, String found) {
        assertThatThrownBy(() -> TransactionBarrier.of(named(name)).outcome(token))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HAC000091")
                .hasMessageContaining("Found: " + found)
                .hasMessageContaining("hibernate.aftercommit.barrier.strategy");
    }

    /** The database under another name. */
    private DataSource named(String name) {
        return new DelegatingDataSource(factory.database()) {

            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = target().getConnection();
                DatabaseMetaData metaData =
                        answering(DatabaseMetaData.class, connection.getMetaData(), "getDatabaseProductName", name);
                return answering(Connection.class, connection, "getMetaData", metaData);
            }
        };
    }

    /** An object of which one method is answered instead. */
    private static <T> T answering(Class<T> type, T target, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                UnknownDatabaseTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) ->
                        called.getName().equals(method) ? answer : called.invoke(target, arguments)));
    }

    /** What another database than PostgreSQL answers to {@code select version()}. */
    public static final class CockroachDb {

        private CockroachDb() {}

        public static String version() {
            return "CockroachDB CCL v24.1.0 (x86_64-pc-linux-gnu)";
        }
    }
}
