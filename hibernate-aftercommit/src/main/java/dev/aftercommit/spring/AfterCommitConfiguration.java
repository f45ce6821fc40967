package dev.aftercommit.spring;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/**
 * Has callbacks know Spring's transactions, for every entity manager factory and session factory that a factory bean of Spring
 * builds in this context, and offers beans that follow the current transaction: {@link AfterCommit} and
 * {@link AfterCommitSession}. With several entity manager factories they follow the one that is {@code @Primary}; where none is,
 * they say so when they are first used. A bean of the application of the same type has precedence.
 *
 * <p>Spring Boot applications have it by {@link AfterCommitAutoConfiguration}; others {@code @Import} it.
 *
 * @since 0.1
 */
@Configuration(proxyBeanMethods = false)
public class AfterCommitConfiguration {

    /** For Spring. */
    public AfterCommitConfiguration() {}

    @Bean
    static FactoryBeanPostProcessor hibernateAfterCommitPostProcessor(ConfigurableListableBeanFactory beans) {
        return new FactoryBeanPostProcessor(beans);
    }

    @Bean
    @Fallback
    AfterCommit hibernateAfterCommit(ObjectProvider<EntityManagerFactory> factories) {
        return LazyView.of(AfterCommit.class, new DefaultPersistenceUnit(factories), AfterCommit::of);
    }

    // A fallback also where an EntityManager or a Session is to be injected; it is not Spring's to close
    @Bean(destroyMethod = "")
    @Fallback
    AfterCommitSession hibernateAfterCommitSession(ObjectProvider<EntityManagerFactory> factories) {
        return LazyView.of(AfterCommitSession.class, new DefaultPersistenceUnit(factories), AfterCommitSession::of);
    }
}
