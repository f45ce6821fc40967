package dev.aftercommit.internal.compat;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.hibernate.StatelessSession;
import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Puts an after-completion process into the queue of a session, which is reached in another way on each line of
 * Hibernate: by the {@code ActionQueue} on 6.6, by the session on 7.0 and 7.1, by its completion callbacks from 7.2 on.
 */
public final class CompletionProcesses {

    private static final Class<SharedSessionContractImplementor> SESSION = SharedSessionContractImplementor.class;

    // From 7.2 on. Before, a stateless session has no queue (6.6), or one that breaks when it grows while it is
    // worked off (7.0, 7.1)
    private static final boolean STATELESS_SESSIONS_HAVE_A_QUEUE =
            hasMethod(SESSION, "getTransactionCompletionCallbacks");

    // On 7.0 and 7.1
    static final boolean SESSION_REGISTERS_PROCESSES =
            hasMethod(SESSION, "registerProcess", AfterTransactionCompletionProcess.class);

    private static final MethodHandle REGISTER = findRegister();

    private CompletionProcesses() {}

    /**
     * Registers a process at the tail of the queue, if the session has one that works.
     *
     * @throws RuntimeException whatever Hibernate throws where the session is closed
     */
    public static void register(SharedSessionContractImplementor session, AfterTransactionCompletionProcess process) {
        if (!STATELESS_SESSIONS_HAVE_A_QUEUE && session instanceof StatelessSession) {
            return;
        }
        try {
            REGISTER.invokeExact(session, process);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle findRegister() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> process = AfterTransactionCompletionProcess.class;
        try {
            MethodHandle register;
            if (STATELESS_SESSIONS_HAVE_A_QUEUE) {
                Class<?> callbacks =
                        SESSION.getMethod("getTransactionCompletionCallbacks").getReturnType();
                Class<?> callback = Class.forName(
                        callbacks.getName() + "$AfterCompletionCallback", false, SESSION.getClassLoader());
                register = chain(
                        lookup.findVirtual(SESSION, "getTransactionCompletionCallbacks", methodType(callbacks)),
                        lookup.findVirtual(callbacks, "registerCallback", methodType(void.class, callback)));
            } else if (SESSION_REGISTERS_PROCESSES) {
                register = lookup.findVirtual(SESSION, "registerProcess", methodType(void.class, process));
            } else {
                Class<?> owner = Class.forName("org.hibernate.event.spi.EventSource", false, SESSION.getClassLoader());
                Class<?> queue = owner.getMethod("getActionQueue").getReturnType();
                register = chain(
                        lookup.findVirtual(owner, "getActionQueue", methodType(queue)),
                        lookup.findVirtual(queue, "registerProcess", methodType(void.class, process)));
            }
            return register.asType(methodType(void.class, SESSION, process));
        } catch (ReflectiveOperationException e) {
            throw LOG.unknownHibernate("the queue of completion processes", e);
        }
    }

    private static MethodHandle chain(MethodHandle queueOf, MethodHandle register) {
        return MethodHandles.filterArguments(register, 0, queueOf);
    }

    private static boolean hasMethod(Class<?> type, String name, Class<?>... parameters) {
        try {
            type.getMethod(name, parameters);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
