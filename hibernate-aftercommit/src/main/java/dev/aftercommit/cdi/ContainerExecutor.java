package dev.aftercommit.cdi;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ManagedExecutor} of MicroProfile Context Propagation, where the container offers one as a bean: Quarkus does. It runs
 * asynchronous callbacks for which nobody names another executor.
 *
 * @since 0.1
 */
public final class ContainerExecutor {

    private static final @Nullable Class<? extends Executor> TYPE = type();

    private ContainerExecutor() {}

    private static @Nullable Class<? extends Executor> type() {
        try {
            return Class.forName(
                            "org.eclipse.microprofile.context.ManagedExecutor",
                            false,
                            ContainerExecutor.class.getClassLoader())
                    .asSubclass(Executor.class);
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }

    /** The executor of the container; null where there is none. */
    public static @Nullable Executor find() {
        return TYPE == null ? null : bean(TYPE);
    }

    private static @Nullable Executor bean(Class<? extends Executor> type) {
        try {
            Instance<? extends Executor> bean = CDI.current().select(type);
            return bean.isResolvable() ? bean.get() : null;
        } catch (IllegalStateException | LinkageError noContainer) {
            return null;
        }
    }
}
