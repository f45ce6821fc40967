package dev.aftercommit.internal.compat;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractEvent;
import org.hibernate.event.spi.DeleteEvent;
import org.jspecify.annotations.Nullable;

/**
 * The session of an event. {@code getSession()} has another return type from Hibernate 7.2 on, where moreover the events of
 * requests are no longer of the type of those that follow a flush.
 */
public final class EventSessions {

    private static final MethodHandle OF_EVENT = findGetSession(AbstractEvent.class);
    private static final MethodHandle OF_DELETE_EVENT = findGetSession(DeleteEvent.class);

    private EventSessions() {}

    /** Returns the session, or null where Hibernate tells none (stateless sessions before 7.2). */
    public static @Nullable SharedSessionContractImplementor of(AbstractEvent event) {
        try {
            return (SharedSessionContractImplementor) OF_EVENT.invokeExact(event);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Returns the session. */
    public static SharedSessionContractImplementor of(DeleteEvent event) {
        try {
            return (SharedSessionContractImplementor) OF_DELETE_EVENT.invokeExact(event);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static MethodHandle findGetSession(Class<?> event) {
        try {
            Class<?> returned = event.getMethod("getSession").getReturnType();
            return MethodHandles.publicLookup()
                    .findVirtual(event, "getSession", methodType(returned))
                    .asType(methodType(SharedSessionContractImplementor.class, event));
        } catch (ReflectiveOperationException e) {
            throw LOG.unknownHibernate("the session of an event", e);
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
