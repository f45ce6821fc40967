package dev.aftercommit.test.spring.bootstrap;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.jta.JtaTransactionManager;

/** JTA, with a pool of one XA connection that takes part in it. */
@Configuration(proxyBeanMethods = false)
class Narayana {

    private static final TransactionManager TRANSACTIONS = com.arjuna.ats.jta.TransactionManager.transactionManager();

    @Bean
    JtaTransactionManager transactionManager() {
        return new JtaTransactionManager(com.arjuna.ats.jta.UserTransaction.userTransaction(), TRANSACTIONS);
    }

    @Bean
    AgroalDataSource dataSource(@Value("${spring.datasource.url}") String url) throws SQLException {
        NarayanaTransactionIntegration integration =
                new NarayanaTransactionIntegration(TRANSACTIONS, new TransactionSynchronizationRegistryImple());
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .acquisitionTimeout(Duration.ofSeconds(1))
                        .transactionIntegration(integration)
                        .connectionFactoryConfiguration(connections -> connections
                                .connectionProviderClass(JdbcDataSource.class)
                                .principal(new NamePrincipal("sa"))
                                .jdbcUrl(url))));
    }
}
