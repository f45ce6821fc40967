package dev.aftercommit.test.spring.bootstrap;

import dev.aftercommit.test.spring.application.Parcel;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;

/** Hibernate's own session factory and transactions, whose support is in another package in each line of Spring. */
@Configuration(proxyBeanMethods = false)
class NativeHibernate {

    @Bean
    DataSource dataSource() {
        return Persistence.pool();
    }

    @Bean
    LocalSessionFactoryBean entityManagerFactory(DataSource dataSource) {
        LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
        factory.setDataSource(dataSource);
        factory.setPackagesToScan(Parcel.class.getPackageName());
        factory.getHibernateProperties().put("hibernate.hbm2ddl.auto", "create");
        factory.getHibernateProperties().put("hibernate.aftercommit.failure_policy", "rethrow");
        return factory;
    }

    @Bean
    HibernateTransactionManager transactionManager(SessionFactory factory) {
        HibernateTransactionManager transactionManager = new HibernateTransactionManager(factory);
        transactionManager.setNestedTransactionAllowed(true);
        return transactionManager;
    }
}
