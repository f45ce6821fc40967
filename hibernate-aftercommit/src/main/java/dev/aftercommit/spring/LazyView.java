package dev.aftercommit.spring;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/**
 * A view that asks for its entity manager when it is first used. So it can be injected into what the entity manager factory
 * itself needs while it is being built, as entity listeners are.
 */
final class LazyView implements InvocationHandler {

    private final Class<?> type;
    private final SingletonSupplier<?> view;

    private LazyView(Class<?> type, SingletonSupplier<?> view) {
        this.type = type;
        this.view = view;
    }

    static <T> T of(Class<T> type, Supplier<EntityManager> entityManager, Function<EntityManager, T> viewOf) {
        LazyView lazy = new LazyView(type, SingletonSupplier.of(() -> viewOf.apply(entityManager.get())));
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
            return method.invoke(view.obtain(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
