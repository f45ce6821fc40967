package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind an {@link AfterCommitSession}: the methods of that interface go to {@link AfterCommit}, all others
 * to the session. It is a JDK proxy because the interface {@code Session} differs between versions of Hibernate, so that
 * no class could implement it for all of them.
 */
final class AfterCommitSessionView implements InvocationHandler {

    private final SessionAfterCommit afterCommit;

    private AfterCommitSessionView(SessionAfterCommit afterCommit) {
        this.afterCommit = afterCommit;
    }

    static AfterCommitSession of(SessionAfterCommit afterCommit) {
        ClassLoader loader = AfterCommitSession.class.getClassLoader();
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        interfaces.add(AfterCommitSession.class);
        for (Class<?> type = afterCommit.target().getClass(); type != null; type = type.getSuperclass()) {
            addVisible(interfaces, type, loader);
        }
        return (AfterCommitSession) Proxy.newProxyInstance(
                loader, interfaces.toArray(Class<?>[]::new), new AfterCommitSessionView(afterCommit));
    }

    private static void addVisible(Set<Class<?>> interfaces, Class<?> type, ClassLoader loader) {
        for (Class<?> candidate : type.getInterfaces()) {
            if (Modifier.isPublic(candidate.getModifiers()) && isVisible(candidate, loader)) {
                interfaces.add(candidate);
            }
        }
    }

    private static boolean isVisible(Class<?> type, ClassLoader loader) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    SessionAfterCommit afterCommit() {
        return afterCommit;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            if (method.getDeclaringClass() == AfterCommitSession.class) {
                return afterCommitMethod(method).invoke(afterCommit, arguments);
            } else if (method.getDeclaringClass() == Object.class) {
                return objectMethod(method, arguments);
            } else if (isUnwrapOfView(method, arguments)) {
                return proxy;
            }
            return method.invoke(receiverOf(method), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Method afterCommitMethod(Method method) throws NoSuchMethodException {
        String name = method.getName().equals("afterCommit") ? "run" : method.getName();
        return AfterCommit.class.getMethod(name, method.getParameterTypes());
    }

    private Object objectMethod(Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && isViewOfSameSession(arguments[0]);
            case "hashCode" -> System.identityHashCode(afterCommit.target());
            default -> "AfterCommitSession(" + afterCommit.target() + ")";
        };
    }

    private boolean isViewOfSameSession(@Nullable Object other) {
        return other instanceof AfterCommitSession
                && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof AfterCommitSessionView view
                && view.afterCommit.target() == afterCommit.target();
    }

    private static boolean isUnwrapOfView(Method method, Object @Nullable [] arguments) {
        return arguments != null
                && arguments[0] == AfterCommitSession.class
                && method.getName().equals("unwrap");
    }

    // A proxy of an entity manager need not implement Session
    private Object receiverOf(Method method) {
        Object target = afterCommit.target();
        if (method.getDeclaringClass().isInstance(target)) {
            return target;
        }
        Object session = afterCommit.session();
        if (session == null) {
            throw LOG.noSessionAtHand(target.getClass().getName());
        }
        return session;
    }
}
