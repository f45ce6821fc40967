package dev.aftercommit.test.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.support.RunningApplication;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@DisplayName("R1: beans of the application have precedence over those of the library")
class OwnBeanTest {

    @RegisterExtension
    static final RunningApplication APPLICATION =
            RunningApplication.of(ParcelApplication.class, OwnBeans.class, Shipping.class);

    private final Shipping shipping = APPLICATION.get(Shipping.class);

    @Test
    void areInjected() {
        assertThat(shipping.afterCommit).isSameAs(bean("own"));
        assertThat(shipping.session).isSameAs(bean("ownSession"));
    }

    @Test
    void areGivenByAProvider() {
        assertThat(shipping.provider.getIfUnique()).isSameAs(bean("own"));
    }

    @Test
    void areFoundByType() {
        assertThat(APPLICATION.get(AfterCommit.class)).isSameAs(bean("own"));
    }

    private static Object bean(String name) {
        return APPLICATION.context().getBean(name);
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {

        @Bean
        AfterCommit own(EntityManager entityManager) {
            return AfterCommit.of(entityManager);
        }

        @Bean(destroyMethod = "")
        AfterCommitSession ownSession(EntityManager entityManager) {
            return AfterCommitSession.of(entityManager);
        }
    }

    static class Shipping {

        final AfterCommit afterCommit;
        final AfterCommitSession session;
        final ObjectProvider<AfterCommit> provider;

        Shipping(AfterCommit afterCommit, AfterCommitSession session, ObjectProvider<AfterCommit> provider) {
            this.afterCommit = afterCommit;
            this.session = session;
            this.provider = provider;
        }
    }
}
