package dev.aftercommit.internal.callback;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import jakarta.persistence.EntityListeners;
import jakarta.persistence.ExcludeSuperclassListeners;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.PersistentClass;

/** Finds the callback methods of all entities of a factory. All faults are found before they are reported, together. */
final class CallbackMethodScanner {

    private final CallbackMethodReader reader;
    private final Set<String> faults = new LinkedHashSet<>();

    CallbackMethodScanner(ListenerInstances listeners) {
        this.reader = new CallbackMethodReader(listeners, faults);
    }

    /** The callback methods by entity name, without the entities that have none. */
    Map<String, EntityCallbacks> scan(Metadata metadata) {
        Map<String, EntityCallbacks> callbacks = new HashMap<>();
        for (PersistentClass mapping : metadata.getEntityBindings()) {
            // An entity of maps has no class
            if (mapping.getClassName() != null) {
                MappedEntity entity = new MappedEntity(mapping);
                List<CallbackMethod> methods = scan(entity);
                if (!methods.isEmpty()) {
                    callbacks.put(
                            entity.name(),
                            new EntityCallbacks(entity.rootName(), List.copyOf(methods), entity.collections()));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw LOG.invalidCallbackMethods(String.join("\n  ", faults));
        }
        return callbacks;
    }

    private List<CallbackMethod> scan(MappedEntity entity) {
        List<CallbackMethod> methods = new ArrayList<>();
        for (Class<?> listener : listenersOf(entity.type())) {
            for (Method method : annotatedMethodsOf(listener)) {
                methods.addAll(reader.methodOfListener(method, listener, entity));
            }
        }
        for (Method method : annotatedMethodsOf(entity.type())) {
            methods.addAll(reader.methodOfEntity(method, entity));
        }
        for (Class<?> embeddable : entity.embeddables()) {
            for (Method method : annotatedMethodsOf(embeddable)) {
                reader.methodOfEmbeddable(method);
            }
        }
        return methods;
    }

    private List<Method> annotatedMethodsOf(Class<?> type) {
        AnnotatedMethods.ofInterfaces(type).forEach(reader::methodOfInterface);
        return AnnotatedMethods.of(type);
    }

    private static List<Class<?>> listenersOf(Class<?> entity) {
        List<Class<?>> listeners = new ArrayList<>();
        for (Class<?> type : AnnotatedMethods.superclassesFirst(entity)) {
            if (type.getDeclaredAnnotation(ExcludeSuperclassListeners.class) != null) {
                listeners.clear();
            }
            EntityListeners annotation = type.getDeclaredAnnotation(EntityListeners.class);
            if (annotation != null) {
                for (Class<?> listener : annotation.value()) {
                    listeners.add(listener);
                }
            }
        }
        return listeners;
    }
}
