package dev.aftercommit.internal.callback;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.resource.beans.spi.ManagedBean;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;

/**
 * The entity listeners of a factory, obtained from Hibernate, and so from CDI or Spring where Hibernate does. Each is
 * obtained when it is first called: bean containers are not ready while the session factory is built.
 */
final class ListenerInstances {

    private final ManagedBeanRegistry registry;
    private final Map<Class<?>, ManagedBean<?>> beans = new ConcurrentHashMap<>();

    /** Listeners that are obtained from the given registry. */
    ListenerInstances(ManagedBeanRegistry registry) {
        this.registry = registry;
    }

    /** The listener to call the method on. */
    Object get(Class<?> listener, Method method) {
        Object instance = beans.computeIfAbsent(listener, registry::getBean).getBeanInstance();
        if (Modifier.isPrivate(method.getModifiers()) && instance.getClass() != listener) {
            // A proxy does not pass it on to the bean: it would be called on the proxy, which has none of the bean's
            // state
            throw LOG.privateMethodOfProxy(
                    listener.getName() + "." + method.getName() + "()",
                    instance.getClass().getName());
        }
        return instance;
    }
}
