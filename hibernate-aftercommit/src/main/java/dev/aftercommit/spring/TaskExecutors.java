package dev.aftercommit.spring;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.task.TaskExecutor;

/**
 * Finds the executor of the application, for asynchronous callbacks: that of Spring Boot, or else the one that Spring's
 * {@code @Async} methods have.
 */
final class TaskExecutors {

    // As Spring Boot names it, with threads of the platform or virtual ones
    private static final String OF_SPRING_BOOT = "applicationTaskExecutor";

    // As Spring expects it to be named where there are several
    private static final String BY_CONVENTION = "taskExecutor";

    private final ConfigurableListableBeanFactory beans;
    private final String factoryBeanName;

    TaskExecutors(ConfigurableListableBeanFactory beans, String factoryBeanName) {
        this.beans = beans;
        this.factoryBeanName = factoryBeanName;
    }

    @Nullable
    Executor find() {
        try {
            return candidates().stream()
                    .filter(name -> beans.containsBean(name) && beans.isTypeMatch(name, Executor.class))
                    .findFirst()
                    .map(this::get)
                    .orElse(null);
        } catch (BeansException e) {
            LOG.tracef(e, "The task executor cannot be had");
            return null;
        }
    }

    private List<String> candidates() {
        String[] all = beans.getBeanNamesForType(TaskExecutor.class);
        return all.length == 1 ? List.of(OF_SPRING_BOOT, all[0]) : List.of(OF_SPRING_BOOT, BY_CONVENTION);
    }

    private Executor get(String name) {
        Executor executor = beans.getBean(name, Executor.class);
        // The factory waits for asynchronous callbacks when it is closed, so the executor is to be closed after it
        beans.registerDependentBean(name, factoryBeanName);
        return executor;
    }
}
