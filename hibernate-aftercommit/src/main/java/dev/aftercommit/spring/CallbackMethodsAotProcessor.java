package dev.aftercommit.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.util.ClassUtils;

/** Has native images keep the callback methods of the managed types. Found through {@code META-INF/spring/aot.factories}. */
final class CallbackMethodsAotProcessor implements BeanRegistrationAotProcessor {

    // It is called in applications without Spring's support for Hibernate as well
    private static final boolean HAS_MANAGED_TYPES = ClassUtils.isPresent(
            "org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes",
            CallbackMethodsAotProcessor.class.getClassLoader());

    CallbackMethodsAotProcessor() {}

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        if (!HAS_MANAGED_TYPES || !PersistenceManagedTypes.class.isAssignableFrom(bean.getBeanClass())) {
            return null;
        }
        List<String> managed = bean.getBeanFactory()
                .getBean(bean.getBeanName(), PersistenceManagedTypes.class)
                .getManagedClassNames();
        ClassLoader loader = bean.getBeanFactory().getBeanClassLoader();
        return (generation, code) -> new CallbackMethodHints(generation.getRuntimeHints(), loader).register(managed);
    }
}
