package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.ToldSynchronization;
import dev.aftercommit.test.spring.support.Transactions;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("R9: whatever way an application starts and stops")
class StartAndStopTest {

    @BeforeEach
    void forget() {
        Events.take();
    }

    @ParameterizedTest
    @CsvSource({
        "spring.main.lazy-initialization, true",
        "spring.data.jpa.repositories.bootstrap-mode, deferred",
        "spring.data.jpa.repositories.bootstrap-mode, lazy"
    })
    void keepsWhatACallbackWrites(String property, String value) {
        try (RunningApplication application =
                RunningApplication.of(ParcelApplication.class).with(property, value)) {
            assertThatCallbacksAreKept(application);
        }
    }

    @Test
    void keepsWhatACallbackWritesWhereAnotherPostProcessorAsksForARepository() {
        try (RunningApplication application =
                RunningApplication.of(ParcelApplication.class, EarlyConfiguration.class)) {
            assertThatCallbacksAreKept(application);
        }
    }

    @Test
    void keepsWhatACallbackWritesBesideATransactionManagerThatCannotBeMade() {
        try (RunningApplication application = RunningApplication.of(ParcelApplication.class, BrokenConfiguration.class)
                .with("logging.level.dev.aftercommit", "off")) {
            Transactions transactions = new Transactions(
                    application.context().getBean("transactionManager", PlatformTransactionManager.class));
            assertThatCallbacksAreKept(application, transactions);
        }
    }

    @Test
    void theBeanIsFitForThreadsThatAreStartedWhileBeansAreMade() {
        RunningApplication application = RunningApplication.of(ParcelApplication.class, StarterConfiguration.class)
                .with("spring.main.lazy-initialization", true);
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            try (application) {
                application.get(Starter.class).other.join();
            }
        });
        assertThat(Events.take()).containsExactlyInAnyOrder("here", "there");
    }

    private static void assertThatCallbacksAreKept(RunningApplication application) {
        assertThatCallbacksAreKept(application, Transactions.of(application));
    }

    private static void assertThatCallbacksAreKept(RunningApplication application, Transactions transactions) {
        Parcels parcels = application.get(Parcels.class);
        transactions.required(() -> {
            TransactionSynchronizationManager.registerSynchronization(new ToldSynchronization("told"));
            application.get(AfterCommit.class).run(() -> parcels.save(new Parcel("biscuits")));
        });
        assertThat(parcels.countByLabel("biscuits")).isEqualTo(1);
        assertThat(Events.take()).containsExactly("INSERT biscuits", "told after commit", "told completed 0");
    }

    @Configuration(proxyBeanMethods = false)
    static class EarlyConfiguration {

        @Bean
        static BeanPostProcessor early(Parcels parcels) {
            return new Early(parcels);
        }
    }

    private record Early(Parcels parcels) implements BeanPostProcessor {}

    @Configuration(proxyBeanMethods = false)
    static class BrokenConfiguration {

        @Bean
        @Lazy
        PlatformTransactionManager broken() {
            throw new IllegalStateException("cannot be made");
        }

        @Bean
        PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class StarterConfiguration {

        @Bean
        Starter starter(AfterCommit afterCommit) {
            return new Starter(afterCommit);
        }
    }

    /** Uses the bean on two threads, of which one may wait for what the other is making. */
    static class Starter {

        final Thread other;

        Starter(AfterCommit afterCommit) {
            other = new Thread(() -> afterCommit.run(() -> Events.add("there")));
            other.start();
            while (other.getState() == Thread.State.RUNNABLE || other.getState() == Thread.State.NEW) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            afterCommit.run(() -> Events.add("here"));
        }
    }
}
