package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.spring.AfterCommitConfiguration;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.support.CapturedLog;
import dev.aftercommit.test.spring.support.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

@DisplayName("R9: a transaction manager behind a wrapper that hides its factory")
class HiddenTransactionManagerTest {

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Hidden.class);
    private final Transactions transactions = new Transactions(context.getBean(PlatformTransactionManager.class));
    private final EntityManager entityManager =
            SharedEntityManagerCreator.createSharedEntityManager(context.getBean(EntityManagerFactory.class));

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void keepsWhatACallbackWrites() {
        commitWithCallback();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void isWarnedOfOnce() {
        commitWithCallback();
        commitWithCallback();
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("WARN HAC000061: No transaction manager of Spring was found");
    }

    private void commitWithCallback() {
        transactions.required(() -> {
            entityManager.createQuery("select p from Parcel p", Parcel.class).getResultList();
            AfterCommit.of(entityManager)
                    .run(() -> transactions.required(() -> entityManager.persist(new Parcel("tea"))));
        });
    }

    private long count() {
        return entityManager
                .createQuery("select count(*) from Parcel", Long.class)
                .getSingleResult();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(AfterCommitConfiguration.class)
    static class Hidden {

        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory() {
            return Persistence.factory(Persistence.pool());
        }

        @Bean
        PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
            return new Wrapper(new JpaTransactionManager(factory));
        }
    }

    private record Wrapper(PlatformTransactionManager hidden) implements PlatformTransactionManager {

        @Override
        public TransactionStatus getTransaction(TransactionDefinition definition) {
            return hidden.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            hidden.commit(status);
        }

        @Override
        public void rollback(TransactionStatus status) {
            hidden.rollback(status);
        }
    }
}
