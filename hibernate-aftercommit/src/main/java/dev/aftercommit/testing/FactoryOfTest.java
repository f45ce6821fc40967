package dev.aftercommit.testing;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The factory that a test leads to by itself. */
final class FactoryOfTest {

    private final List<Object> instances;

    /** The factory of a test, with the tests that it is nested in. */
    FactoryOfTest(List<Object> instances) {
        this.instances = instances;
    }

    /** What the one field holds that holds a factory; null where there is none. */
    @Nullable
    EntityManagerFactory inField() {
        List<EntityManagerFactory> found = new ArrayList<>();
        for (Object instance : instances) {
            for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
                addFields(found, instance, type);
            }
        }
        if (found.size() > 1) {
            throw LOG.severalFactoriesToCapture(
                    instances.get(instances.size() - 1).getClass().getName(), found.size());
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private static void addFields(List<EntityManagerFactory> found, Object instance, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (EntityManagerFactory.class.isAssignableFrom(field.getType())) {
                field.setAccessible(true);
                try {
                    EntityManagerFactory factory = (EntityManagerFactory) field.get(instance);
                    if (factory != null && !found.contains(factory)) {
                        found.add(factory);
                    }
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** The bean of CDI, where a container is running; null where there is none. */
    static @Nullable EntityManagerFactory inCdi() {
        try {
            return Cdi.factory();
        } catch (NoClassDefFoundError | IllegalStateException e) {
            LOG.tracef(e, "No container of CDI");
            return null;
        }
    }

    /** Linked only where the API of CDI is there. */
    private static final class Cdi {

        private Cdi() {}

        static @Nullable EntityManagerFactory factory() {
            Instance<EntityManagerFactory> bean = CDI.current().select(EntityManagerFactory.class);
            return bean.isResolvable() ? bean.get() : null;
        }
    }
}
