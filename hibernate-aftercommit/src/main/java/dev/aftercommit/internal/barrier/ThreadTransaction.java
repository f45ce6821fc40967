package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of Spring that is bound to the thread. It is asked by name, because workers have a barrier without a session
 * factory, and so without what Spring has told the library.
 */
final class ThreadTransaction {

    private static final @Nullable MethodHandle OF_SPRING = find();

    private ThreadTransaction() {}

    private static @Nullable MethodHandle find() {
        try {
            Class<?> type = Class.forName(
                    "org.springframework.transaction.support.TransactionSynchronizationManager",
                    false,
                    ThreadTransaction.class.getClassLoader());
            return MethodHandles.publicLookup()
                    .findStatic(type, "isActualTransactionActive", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.tracef(e, "There is no Spring");
            return null;
        }
    }

    static boolean isActive() {
        try {
            return OF_SPRING != null && (boolean) OF_SPRING.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
