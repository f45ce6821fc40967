package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.spring.AfterCommitConfiguration;
import dev.aftercommit.test.spring.support.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("R8: what Spring sets in a connection is reset before the connection is given back")
class ConnectionStateTest {

    @ParameterizedTest
    @MethodSource("configurations")
    void isolationDoesNotLeak(Class<?>[] configuration) throws SQLException {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(configuration)) {
            TransactionTemplate serializable =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
            serializable.executeWithoutResult(
                    status -> AfterCommit.of(entityManager(context)).run(() -> {}));
            try (Connection connection = context.getBean(DataSource.class).getConnection()) {
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void readOnlyDoesNotLeak(Class<?>[] configuration) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(configuration)) {
            new Transactions(context.getBean(PlatformTransactionManager.class))
                    .readOnly(() -> AfterCommit.of(entityManager(context)).run(() -> {}));
            assertThat(context.getBean(ReadOnlyNotingDataSource.class).readOnly).isFalse();
        }
    }

    static Stream<Arguments> configurations() {
        return Stream.of(Arguments.of((Object) new Class<?>[] {OneConnection.class}), Arguments.of((Object)
                new Class<?>[] {OneConnection.class, AfterCommitConfiguration.class}));
    }

    private static EntityManager entityManager(AnnotationConfigApplicationContext context) {
        return SharedEntityManagerCreator.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OneConnection {

        @Bean
        ReadOnlyNotingDataSource dataSource() {
            return new ReadOnlyNotingDataSource(
                    new SingleConnectionDataSource("jdbc:h2:mem:state;DB_CLOSE_DELAY=-1", "sa", "", true));
        }

        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
            return Persistence.factory(dataSource);
        }

        @Bean
        JpaTransactionManager transactionManager(EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }
    }
}
