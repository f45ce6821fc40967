package dev.aftercommit.spring;

import dev.aftercommit.AfterCommitSettings;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.PriorityOrdered;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.JpaTransactionManager;

/**
 * Gives every factory bean of Hibernate the ambient transaction of Spring as a setting, before it builds its factory: so
 * it is known when the library is switched on for that factory. It comes first, so as to be there for factories that other
 * post processors ask for.
 */
final class FactoryBeanPostProcessor implements BeanPostProcessor, PriorityOrdered {

    // Of LocalSessionFactoryBean, which is not named because it has moved between Spring 6 and 7
    private static final String PROPERTIES = "hibernateProperties";

    private final ConfigurableListableBeanFactory beans;

    FactoryBeanPostProcessor(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractEntityManagerFactoryBean factory) {
            bridge(factory, beanName, factory.getJpaPropertyMap());
            beans.getBeanProvider(NestedTransactionJpaDialect.class).ifUnique(factory::setJpaDialect);
        } else if (bean instanceof JpaTransactionManager transactionManager
                && beans.getBeanProvider(NestedTransactionJpaDialect.class).getIfUnique() != null) {
            transactionManager.setNestedTransactionAllowed(true);
        } else if (bean instanceof FactoryBean<?> factory && buildsSessionFactory(factory)) {
            BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(factory);
            if (properties.isReadableProperty(PROPERTIES)
                    && properties.getPropertyValue(PROPERTIES) instanceof Properties settings) {
                @SuppressWarnings({"unchecked", "rawtypes"})
                Map<String, Object> map = (Map) settings;
                bridge(factory, beanName, map);
            }
        }
        return bean;
    }

    private static boolean buildsSessionFactory(FactoryBean<?> factory) {
        Class<?> type = factory.getObjectType();
        return type != null && EntityManagerFactory.class.isAssignableFrom(type);
    }

    private void bridge(FactoryBean<?> factory, String beanName, Map<String, Object> settings) {
        settings.putIfAbsent(
                AfterCommitSettings.AMBIENT_TRANSACTION,
                new SpringAmbientTransaction(
                        new SpringTransactions(factory, beanName, beans), new TaskExecutors(beans, beanName)));
    }
}
