package dev.aftercommit.test.support;

import java.lang.reflect.Method;
import org.hibernate.Session;
import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Registers after-completion processes as other extensions of Hibernate do, which is another call on each line of it. */
public final class CompletionProcess {

    private CompletionProcess() {}

    public static void register(Session session, AfterTransactionCompletionProcess process) {
        try {
            Object queue = queueOf(session);
            for (Method method : queue.getClass().getMethods()) {
                boolean registers = method.getName().matches("register(Process|Callback)");
                if (registers && method.getParameterTypes()[0].isInstance(process)) {
                    method.invoke(queue, process);
                    return;
                }
            }
            throw new IllegalStateException("no way to register a process");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object queueOf(Session session) throws ReflectiveOperationException {
        for (Method method : SharedSessionContractImplementor.class.getMethods()) {
            if (method.getName().equals("registerProcess")) {
                return session;
            } else if (method.getName().equals("getTransactionCompletionCallbacks")) {
                return method.invoke(session);
            }
        }
        return SessionImplementor.class.getMethod("getActionQueue").invoke(session);
    }
}
