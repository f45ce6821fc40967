package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.spring.AfterCommitConfiguration;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.support.CapturedLog;
import dev.aftercommit.test.spring.support.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

@DisplayName("R9: each entity manager factory goes with its own transaction manager")
class SeveralFactoriesTest {

    @RegisterExtension
    final CapturedLog springLog = new CapturedLog("org.springframework.beans");

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(TwoDatabases.class);
    private final Transactions here = new Transactions(context.getBean("hereTm", JpaTransactionManager.class));
    private final Transactions there = new Transactions(context.getBean("thereTm", JpaTransactionManager.class));
    private final EntityManager hereEm = entityManager("here");
    private final EntityManager thereEm = entityManager("there");

    @BeforeEach
    void forget() {
        Events.take();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aCallbackWaitsForTheTransactionOfItsOwnFactory() {
        here.required(() -> {
            there.required(() -> AfterCommit.of(thereEm).run(() -> Events.add("there")));
            AfterCommit.of(hereEm).run(() -> Events.add("here"));
            assertThat(Events.take()).containsExactly("there");
        });
        assertThat(Events.take()).containsExactly("here");
    }

    @Test
    void aCallbackRunsAtOnceInATransactionOfAnotherFactory() {
        here.required(() -> {
            AfterCommit.of(thereEm).run(() -> Events.add("there"));
            assertThat(Events.take()).containsExactly("there");
        });
    }

    @Test
    void keepsWhatACallbackWritesToItsOwnDatabase() {
        here.required(() -> AfterCommit.of(hereEm).run(() -> here.required(() -> hereEm.persist(new Parcel("tea")))));
        there.required(() ->
                AfterCommit.of(thereEm).run(() -> there.required(() -> thereEm.persist(new Parcel("tea")))));
        assertThat(count(hereEm)).isEqualTo(1);
        assertThat(count(thereEm)).isEqualTo(1);
    }

    @Test
    void keepsWhatACallbackWritesToTheOtherDatabase() {
        here.required(() -> AfterCommit.of(hereEm).run(() -> there.required(() -> thereEm.persist(new Parcel("tea")))));
        assertThat(count(thereEm)).isEqualTo(1);
    }

    @Test
    void aCallbackInATransactionOfTheOtherFactoryKeepsWhatItWritesToItsOwn() {
        here.required(() -> there.required(() ->
                AfterCommit.of(thereEm).run(() -> there.required(() -> thereEm.persist(new Parcel("tea"))))));
        assertThat(count(thereEm)).isEqualTo(1);
    }

    @Test
    void theBeanSaysThatItCannotChoose() {
        AfterCommit afterCommit = context.getBean(AfterCommit.class);
        assertThatThrownBy(() -> afterCommit.run(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HAC000062")
                .hasMessageContaining("2 of them, none @Primary");
    }

    @Test
    void theBeanFollowsThePrimaryFactory() {
        try (AnnotationConfigApplicationContext primary =
                new AnnotationConfigApplicationContext(TwoDatabases.class, ThirdIsPrimary.class)) {
            Transactions third = new Transactions(primary.getBean("thirdTm", JpaTransactionManager.class));
            third.required(() -> {
                primary.getBean(AfterCommit.class).run(() -> Events.add("third"));
                assertThat(Events.take()).isEmpty();
            });
        }
        assertThat(Events.take()).containsExactly("third");
    }

    @Test
    void closesWithoutAWarning() {
        context.close();
        assertThat(springLog.messages()).noneMatch(message -> message.startsWith("WARN"));
    }

    private EntityManager entityManager(String factory) {
        return SharedEntityManagerCreator.createSharedEntityManager(
                context.getBean(factory, EntityManagerFactory.class));
    }

    private static long count(EntityManager entityManager) {
        return entityManager
                .createQuery("select count(*) from Parcel", Long.class)
                .getSingleResult();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(AfterCommitConfiguration.class)
    static class TwoDatabases {

        @Bean
        LocalContainerEntityManagerFactoryBean here() {
            return Persistence.factory(Persistence.pool());
        }

        @Bean
        LocalContainerEntityManagerFactoryBean there() {
            return Persistence.factory(Persistence.pool());
        }

        @Bean
        JpaTransactionManager hereTm(@Qualifier("here") EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }

        @Bean
        JpaTransactionManager thereTm(@Qualifier("there") EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ThirdIsPrimary {

        @Bean
        @Primary
        LocalContainerEntityManagerFactoryBean third() {
            return Persistence.factory(Persistence.pool());
        }

        @Bean
        JpaTransactionManager thirdTm(@Qualifier("third") EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }
    }
}
