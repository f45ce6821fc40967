package dev.aftercommit.internal.compat;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractEvent;
import org.jspecify.annotations.Nullable;

/** The session of an event: {@code AbstractEvent.getSession()} has another return type from Hibernate 7.2 on. */
public final class EventSessions {

    private static final MethodHandle GET_SESSION = findGetSession();

    private EventSessions() {}

    /** Returns the session, or null where Hibernate tells none (stateless sessions before 7.2). */
    public static @Nullable SharedSessionContractImplementor of(AbstractEvent event) {
        try {
            return (SharedSessionContractImplementor) GET_SESSION.invokeExact(event);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle findGetSession() {
        try {
            Class<?> returned = AbstractEvent.class.getMethod("getSession").getReturnType();
            return MethodHandles.publicLookup()
                    .findVirtual(AbstractEvent.class, "getSession", methodType(returned))
                    .asType(methodType(SharedSessionContractImplementor.class, AbstractEvent.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("This version of Hibernate has no known way to the session of an event", e);
        }
    }
}
