package dev.aftercommit.cdi;

import dev.aftercommit.spi.AmbientTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Has asynchronous callbacks run on the {@code ManagedExecutor} of MicroProfile Context Propagation, where the container offers one
 * as a bean: Quarkus does. Found as a service; it suspends nothing, which is left to the part for JTA.
 *
 * @since 0.1
 */
public final class ContainerExecutor implements AmbientTransaction {

    private static final String TYPE = "org.eclipse.microprofile.context.ManagedExecutor";

    private final @Nullable Class<? extends Executor> type;

    /** For {@link java.util.ServiceLoader}. */
    public ContainerExecutor() {
        this.type = find();
    }

    private static @Nullable Class<? extends Executor> find() {
        try {
            return Class.forName(TYPE, false, ContainerExecutor.class.getClassLoader())
                    .asSubclass(Executor.class);
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }

    @Override
    public Suspension suspend() {
        return Suspension.NONE;
    }

    @Override
    public @Nullable Executor executor() {
        return type == null ? null : bean(type);
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
