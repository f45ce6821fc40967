package dev.aftercommit.spring;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Finds the executor of the application, for asynchronous callbacks. */
final class TaskExecutors {

    // As Spring Boot names it, with threads of the platform or virtual ones
    private static final String NAME = "applicationTaskExecutor";

    private final ConfigurableListableBeanFactory beans;
    private final String factoryBeanName;

    TaskExecutors(ConfigurableListableBeanFactory beans, String factoryBeanName) {
        this.beans = beans;
        this.factoryBeanName = factoryBeanName;
    }

    @Nullable
    Executor find() {
        if (!beans.containsBean(NAME) || !beans.isTypeMatch(NAME, Executor.class)) {
            return null;
        }
        // The factory waits for asynchronous callbacks when it is closed, so the executor is to be closed after it
        beans.registerDependentBean(NAME, factoryBeanName);
        return beans.getBean(NAME, Executor.class);
    }
}
