package dev.aftercommit.test.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;

/**
 * A proxy as a container injects it: each call goes to the session of the moment, and fails where there is none. As with
 * Spring's, {@code unwrap} gives the proxy itself where it can, and the factory can be had at any time.
 */
final class ContainerProxy implements InvocationHandler {

    private final SessionFactory factory;
    private final Supplier<?> session;

    private ContainerProxy(SessionFactory factory, Supplier<?> session) {
        this.factory = factory;
        this.session = session;
    }

    /** A proxy that implements the given interface alone. */
    static <T> T of(Class<T> type, SessionFactory factory, Supplier<?> session) {
        Object proxy = Proxy.newProxyInstance(
                ContainerProxy.class.getClassLoader(), new Class<?>[] {type}, new ContainerProxy(factory, session));
        return type.cast(proxy);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean ofProxy = method.getName().equals("unwrap") && ((Class<?>) arguments[0]).isInstance(proxy);
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            case "toString" -> "container proxy";
            case "getEntityManagerFactory", "getSessionFactory", "getFactory" -> factory;
            default -> ofProxy ? proxy : forward(method, arguments);
        };
    }

    private Object forward(Method method, Object[] arguments) throws Throwable {
        Object target = session.get();
        if (target == null) {
            throw new IllegalStateException("no transaction is active");
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
