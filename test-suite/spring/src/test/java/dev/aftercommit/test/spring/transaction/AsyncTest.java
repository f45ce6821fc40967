package dev.aftercommit.test.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.support.RunningApplication;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

@DisplayName("R24: runAsync runs on the task executor of the application")
class AsyncTest extends AsyncContract {

    @RegisterExtension
    static final RunningApplication APPLICATION = application(false);

    AsyncTest() {
        super(APPLICATION, false);
    }

    @ParameterizedTest
    @ValueSource(classes = {Replacing.class, OnlyOne.class, OneByName.class})
    void runsOnTheExecutorThatTheApplicationDeclares(Class<?> executors) {
        try (RunningApplication application = RunningApplication.of(ParcelApplication.class, executors)) {
            CompletableFuture<String> thread = new CompletableFuture<>();
            application
                    .get(AfterCommit.class)
                    .runAsync(() -> thread.complete(Thread.currentThread().getName()));
            assertThat(thread).succeedsWithin(10, TimeUnit.SECONDS).asString().startsWith("own-");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Replacing {

        @Bean
        AsyncTaskExecutor applicationTaskExecutor() {
            return new SimpleAsyncTaskExecutor("own-");
        }

        @Bean
        AsyncTaskExecutor other() {
            return new SimpleAsyncTaskExecutor("other-");
        }
    }

    /** Spring Boot declares none beside it. */
    @Configuration(proxyBeanMethods = false)
    static class OnlyOne {

        @Bean
        AsyncTaskExecutor workers() {
            return new SimpleAsyncTaskExecutor("own-");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OneByName {

        @Bean
        AsyncTaskExecutor taskExecutor() {
            return new SimpleAsyncTaskExecutor("own-");
        }

        @Bean
        AsyncTaskExecutor other() {
            return new SimpleAsyncTaskExecutor("other-");
        }
    }
}
