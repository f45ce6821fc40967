package dev.aftercommit.test.jta;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import dev.aftercommit.test.support.TestFactory;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.xa.PGXADataSource;

/** A persistence unit on a real pool of one XA connection, which takes part in JTA transactions. */
final class PooledDatabase implements AfterEachCallback {

    private final TestFactory factory;
    private final AgroalDataSource pool;

    PooledDatabase(TestFactory factory) {
        this.factory = Jta.configure(factory, new NarayanaPlatform());
        this.pool = pool((PGXADataSource) factory.xaDatabase());
        factory.with("hibernate.connection.datasource", pool);
    }

    private static AgroalDataSource pool(PGXADataSource database) {
        NarayanaTransactionIntegration transactions =
                new NarayanaTransactionIntegration(Jta.TRANSACTIONS, new TransactionSynchronizationRegistryImple());
        return Jta.call(() -> AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .acquisitionTimeout(Duration.ofSeconds(1))
                        .transactionIntegration(transactions)
                        .connectionFactoryConfiguration(connections -> connections
                                .connectionProviderClass(PGXADataSource.class)
                                .principal(new NamePrincipal(database.getUser()))
                                .jdbcUrl(database.getUrl())))));
    }

    TestFactory factory() {
        return factory;
    }

    /** The connections that have been taken and not been given back. */
    long taken() {
        return pool.getMetrics().activeCount();
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        factory.close();
        pool.close();
    }
}
