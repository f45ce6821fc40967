package dev.aftercommit.spring;

import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import jakarta.persistence.EntityListeners;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Registers the callback methods of entities and of their listeners, which are called by reflection. */
final class CallbackMethodHints {

    private final RuntimeHints hints;
    private final @Nullable ClassLoader loader;

    CallbackMethodHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        this.hints = hints;
        this.loader = loader;
    }

    void register(List<String> managedTypes) {
        for (String name : managedTypes) {
            Class<?> type = ClassUtils.resolveClassName(name, loader);
            registerMethods(type);
            for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
                EntityListeners listeners = declaring.getDeclaredAnnotation(EntityListeners.class);
                if (listeners != null) {
                    List.of(listeners.value()).forEach(this::registerListener);
                }
            }
        }
    }

    private void registerListener(Class<?> listener) {
        hints.reflection().registerType(listener, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        registerMethods(listener);
    }

    private void registerMethods(Class<?> type) {
        ReflectionUtils.doWithMethods(
                type,
                method -> hints.reflection().registerMethod(method, ExecutableMode.INVOKE),
                CallbackMethodHints::isCallback);
    }

    private static boolean isCallback(Method method) {
        return method.isAnnotationPresent(PostCommit.class) || method.isAnnotationPresent(PostRollback.class);
    }
}
