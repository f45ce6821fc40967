package dev.aftercommit.internal.boot;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.stream.Collectors.joining;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.internal.transaction.NoTransactionPolicy;
import dev.aftercommit.spi.CommitObserver;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/** The settings of a factory, checked. */
final class Settings {

    private static final List<String> NAMES = List.of(
            AfterCommitSettings.ENABLED,
            AfterCommitSettings.FAILURE_POLICY,
            AfterCommitSettings.NO_TRANSACTION,
            AfterCommitSettings.OBSERVER);

    private final boolean enabled;
    private final FailurePolicy failurePolicy;
    private final NoTransactionPolicy noTransactionPolicy;
    private final @Nullable Object observer;

    private Settings(Map<String, Object> values) {
        enabled = readBoolean(AfterCommitSettings.ENABLED, values.get(AfterCommitSettings.ENABLED), true);
        failurePolicy = readEnum(
                AfterCommitSettings.FAILURE_POLICY, values.get(AfterCommitSettings.FAILURE_POLICY), FailurePolicy.LOG);
        noTransactionPolicy = readEnum(
                AfterCommitSettings.NO_TRANSACTION,
                values.get(AfterCommitSettings.NO_TRANSACTION),
                NoTransactionPolicy.RUN);
        observer = values.get(AfterCommitSettings.OBSERVER);
    }

    static Settings read(Map<String, Object> values) {
        for (String name : values.keySet()) {
            if (name.startsWith(AfterCommitSettings.PREFIX) && !NAMES.contains(name)) {
                throw LOG.unknownSetting(name, String.join(", ", NAMES));
            }
        }
        return new Settings(values);
    }

    boolean enabled() {
        return enabled;
    }

    FailurePolicy failurePolicy() {
        return failurePolicy;
    }

    NoTransactionPolicy noTransactionPolicy() {
        return noTransactionPolicy;
    }

    /** What gives the observer when it is first needed; null where there is none. */
    @Nullable
    Supplier<CommitObserver> observer(ClassLoaderService classes, ManagedBeanRegistry beans) {
        if (observer == null) {
            return null;
        } else if (observer instanceof CommitObserver instance) {
            return () -> instance;
        }
        Class<? extends CommitObserver> type = observerType(observer, classes);
        return () -> beans.getBean(type).getBeanInstance();
    }

    private static Class<? extends CommitObserver> observerType(Object value, ClassLoaderService classes) {
        try {
            Class<?> type = value instanceof Class<?> given ? given : classes.classForName(value.toString());
            return type.asSubclass(CommitObserver.class);
        } catch (ClassLoadingException | ClassCastException e) {
            throw LOG.invalidSetting(
                    AfterCommitSettings.OBSERVER,
                    value.toString(),
                    "an instance of " + CommitObserver.class.getName() + ", its class, or the name of its class",
                    e);
        }
    }

    private static boolean readBoolean(String name, @Nullable Object value, boolean byDefault) {
        if (value == null) {
            return byDefault;
        }
        return switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw LOG.invalidSetting(name, value.toString(), "true or false", null);
        };
    }

    private static <E extends Enum<E>> E readEnum(String name, @Nullable Object value, E byDefault) {
        if (value == null) {
            return byDefault;
        }
        E[] constants = byDefault.getDeclaringClass().getEnumConstants();
        String given = value.toString().trim();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> LOG.invalidSetting(
                        name,
                        value.toString(),
                        Arrays.stream(constants)
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(joining(", ", "one of ", "")),
                        null));
    }
}
