package dev.aftercommit.internal.compat;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.Query;

/** The session behind a proxy of a stateless session, which has {@code unwrap} from Hibernate 7.0 on. */
public final class StatelessSessions {

    private static final MethodHandle BEHIND = findBehind();

    private StatelessSessions() {}

    /**
     * Returns what is behind the proxy.
     *
     * @throws RuntimeException whatever the proxy throws where there is nothing
     */
    public static Object behind(StatelessSession proxy) {
        try {
            return (Object) BEHIND.invokeExact(proxy);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle findBehind() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            return findUnwrap(lookup);
        } catch (NoSuchMethodException before70) {
            LOG.tracef(before70, "A stateless session has no unwrap");
        } catch (IllegalAccessException e) {
            throw LOG.unknownHibernate("the session behind a proxy", e);
        }
        try {
            return findByQuery(lookup);
        } catch (ReflectiveOperationException e) {
            throw LOG.unknownHibernate("the session behind a proxy", e);
        }
    }

    private static MethodHandle findUnwrap(MethodHandles.Lookup lookup)
            throws NoSuchMethodException, IllegalAccessException {
        MethodHandle unwrap =
                lookup.findVirtual(StatelessSession.class, "unwrap", methodType(Object.class, Class.class));
        return MethodHandles.insertArguments(unwrap, 1, SharedSessionContractImplementor.class);
    }

    // A query knows the session that made it; it is not executed
    private static MethodHandle findByQuery(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        MethodHandle create = lookup.findVirtual(
                StatelessSession.class, "createNativeQuery", methodType(NativeQuery.class, String.class));
        Class<?> returned = Query.class.getMethod("getSession").getReturnType();
        MethodHandle getSession = lookup.findVirtual(Query.class, "getSession", methodType(returned));
        return MethodHandles.filterReturnValue(
                        MethodHandles.insertArguments(create, 1, "select 1"),
                        getSession.asType(methodType(Object.class, NativeQuery.class)))
                .asType(methodType(Object.class, StatelessSession.class));
    }
}
