package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.spring.AfterCommitConfiguration;
import dev.aftercommit.test.spring.support.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("R8: what Spring sets in a connection is reset before the connection is given back")
class ConnectionStateTest {

    @Test
    void isolationDoesNotLeak() throws SQLException {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(OneConnection.class)) {
            TransactionTemplate serializable =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
            serializable.executeWithoutResult(
                    status -> context.getBean(AfterCommit.class).run(() -> {}));
            try (Connection connection = context.getBean(DataSource.class).getConnection()) {
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    @Test
    void readOnlyDoesNotLeak() throws SQLException {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(OneConnection.class)) {
            new Transactions(context.getBean(PlatformTransactionManager.class))
                    .readOnly(() -> context.getBean(AfterCommit.class).run(() -> {}));
            assertThat(context.getBean(ReadOnlyNotingDataSource.class).readOnly).isFalse();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(AfterCommitConfiguration.class)
    static class OneConnection {

        @Bean
        ReadOnlyNotingDataSource dataSource() {
            return new ReadOnlyNotingDataSource(new SingleConnectionDataSource(
                    "jdbc:h2:mem:state;DB_CLOSE_DELAY=-1", "sa", "", true));
        }

        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
            return Persistence.factory(dataSource);
        }

        @Bean
        JpaTransactionManager transactionManager(jakarta.persistence.EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }
    }
}
