package dev.aftercommit.internal.compat;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * The session behind a proxy: by {@code unwrap}, which a stateless session has from Hibernate 7.0 on; or by a query, which
 * knows the session that made it, and is not executed. The types of both differ between versions.
 *
 * <p>The query is needed as well for client proxies of Weld, which return themselves wherever a method of the session
 * returns the session.
 */
public final class ProxiedSessions {

    private static final @Nullable Method UNWRAP = find(StatelessSession.class, "unwrap", Class.class);
    private static final @Nullable Method SESSION_OF_QUERY = find(NativeQuery.class, "getSession");

    private ProxiedSessions() {}

    /**
     * Returns the session behind an entity manager or a stateless session; null where there is no session of Hibernate.
     *
     * @throws RuntimeException whatever the proxy throws where it has no session at hand
     */
    public static @Nullable SharedSessionContractImplementor behind(Object proxy) {
        Object unwrapped = unwrap(proxy);
        if (!(unwrapped instanceof SharedSessionContractImplementor)) {
            unwrapped = sessionOfQuery(proxy);
        }
        return unwrapped instanceof SharedSessionContractImplementor session ? session : null;
    }

    private static @Nullable Object unwrap(Object proxy) {
        Class<?> wanted = SharedSessionContractImplementor.class;
        if (proxy instanceof EntityManager entityManager) {
            // Not as a SharedSessionContractImplementor: what comes need not be one
            return entityManager.unwrap(wanted);
        }
        return UNWRAP == null ? null : invoke(UNWRAP, proxy, wanted);
    }

    private static @Nullable Object sessionOfQuery(Object proxy) {
        Class<?> producer = proxy instanceof EntityManager ? EntityManager.class : StatelessSession.class;
        Method create = find(producer, "createNativeQuery", String.class);
        Object query = create == null ? null : invoke(create, proxy, "select 1");
        return query instanceof NativeQuery && SESSION_OF_QUERY != null ? invoke(SESSION_OF_QUERY, query) : null;
    }

    private static @Nullable Method find(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static @Nullable Object invoke(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException runtime ? runtime : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw LOG.unknownHibernate("the session behind a proxy", e);
        }
    }
}
