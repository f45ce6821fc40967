package dev.aftercommit.spring;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A view that asks for its entity manager when it is first used. So it can be injected into what the entity manager factory
 * itself needs while it is being built, as entity listeners are.
 */
final class LazyView implements InvocationHandler {

    private final Class<?> type;
    private final Supplier<?> source;

    // Made without a lock, because another thread may be making the bean that is asked for, and use this view for it
    private volatile @Nullable Object view;

    private LazyView(Class<?> type, Supplier<?> source) {
        this.type = type;
        this.source = source;
    }

    static <T> T of(Class<T> type, Supplier<EntityManager> entityManager, Function<EntityManager, T> viewOf) {
        LazyView lazy = new LazyView(type, () -> viewOf.apply(entityManager.get()));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, lazy));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && arguments[0] == proxy;
                case "hashCode" -> System.identityHashCode(proxy);
                default -> type.getSimpleName() + " of the current transaction";
            };
        }
        try {
            return method.invoke(view(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object view() {
        Object made = view;
        if (made == null) {
            made = source.get();
            view = made;
        }
        return made;
    }
}
