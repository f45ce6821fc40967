package dev.aftercommit.internal.callback;

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

    Object get(Class<?> listener) {
        return beans.computeIfAbsent(listener, registry::getBean).getBeanInstance();
    }
}
