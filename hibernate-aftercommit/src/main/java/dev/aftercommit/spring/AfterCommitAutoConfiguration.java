package dev.aftercommit.spring;

import org.hibernate.SessionFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Import;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Makes {@link AfterCommitConfiguration} part of every Spring Boot application that has Hibernate and Spring's support for it.
 *
 * @since 0.1
 */
@AutoConfiguration(
        // Where it is in Spring Boot 3, and in 4
        afterName = {
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnClass({SessionFactory.class, AbstractEntityManagerFactoryBean.class})
@Import(AfterCommitConfiguration.class)
public class AfterCommitAutoConfiguration {

    /** For Spring. */
    public AfterCommitAutoConfiguration() {}
}
