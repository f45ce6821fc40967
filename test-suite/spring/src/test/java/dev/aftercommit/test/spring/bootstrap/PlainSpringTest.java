package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.spring.AfterCommitConfiguration;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.CapturedLog;
import dev.aftercommit.test.spring.support.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

@DisplayName("R6, R9: Spring without Spring Boot")
class PlainSpringTest {

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @BeforeEach
    void forget() {
        Events.take();
    }

    @Test
    void callbacksRunAfterTheCommitWithoutTheConfiguration() {
        try (AnnotationConfigApplicationContext context = start(Plain.class)) {
            save(context, "tea", () -> Events.add("callback"));
        }
        assertThat(Events.take()).containsExactly("callback", "INSERT tea");
    }

    @Test
    void callbacksNeverRunAfterARollbackWithoutTheConfiguration() {
        try (AnnotationConfigApplicationContext context = start(Plain.class)) {
            transactions(context).rollBack(() -> {
                AfterCommit.of(entityManager(context)).run(() -> Events.add("callback"));
                entityManager(context).persist(new Parcel("tea"));
            });
        }
        assertThat(Events.take()).isEmpty();
    }

    @Test
    void whatIsMissingWithoutTheConfigurationIsLogged() {
        try (AnnotationConfigApplicationContext context = start(Plain.class)) {
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("INFO HAC000060")
                    .contains("is built by Spring, whose transactions are not known here");
        }
    }

    @Test
    void whatACallbackSavesIsKeptWithoutTheConfiguration() {
        try (AnnotationConfigApplicationContext context = start(Plain.class)) {
            Parcels parcels = context.getBean(Parcels.class);
            save(context, "tea", () -> parcels.save(new Parcel("biscuits")));
            assertThat(parcels.countByLabel("biscuits")).isEqualTo(1);
        }
    }

    @Test
    void whatACallbackSavesIsKeptWithTheConfiguration() {
        try (AnnotationConfigApplicationContext context = start(WithConfiguration.class)) {
            Parcels parcels = context.getBean(Parcels.class);
            save(context, "tea", () -> parcels.save(new Parcel("biscuits")));
            assertThat(parcels.countByLabel("biscuits")).isEqualTo(1);
        }
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void theBeansAreThereWithTheConfiguration() {
        try (AnnotationConfigApplicationContext context = start(WithConfiguration.class)) {
            AfterCommit afterCommit = context.getBean(AfterCommit.class);
            transactions(context).required(() -> afterCommit.run(() -> Events.add("callback")));
        }
        assertThat(Events.take()).containsExactly("callback");
    }

    private static AnnotationConfigApplicationContext start(Class<?> configuration) {
        return new AnnotationConfigApplicationContext(configuration);
    }

    private static Transactions transactions(AnnotationConfigApplicationContext context) {
        return new Transactions(context.getBean(PlatformTransactionManager.class));
    }

    private static EntityManager entityManager(AnnotationConfigApplicationContext context) {
        return SharedEntityManagerCreator.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
    }

    private static void save(AnnotationConfigApplicationContext context, String label, Runnable callback) {
        transactions(context).required(() -> {
            AfterCommit.of(entityManager(context)).run(callback);
            context.getBean(Parcels.class).save(new Parcel(label));
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @EnableJpaRepositories(basePackageClasses = Parcels.class)
    static class Plain {

        @Bean
        DataSource dataSource() {
            return Persistence.pool();
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

    @Configuration(proxyBeanMethods = false)
    @Import({Plain.class, AfterCommitConfiguration.class})
    static class WithConfiguration {}
}
