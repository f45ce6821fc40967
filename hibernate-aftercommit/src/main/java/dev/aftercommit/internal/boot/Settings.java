package dev.aftercommit.internal.boot;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.stream.Collectors.joining;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.internal.transaction.ConnectionPolicy;
import dev.aftercommit.internal.transaction.NoTransactionPolicy;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.CommitObserver;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/** The settings of a factory, checked. */
final class Settings {

    private static final List<String> NAMES = List.of(
            AfterCommitSettings.AMBIENT_TRANSACTION,
            AfterCommitSettings.CONNECTION,
            AfterCommitSettings.ENABLED,
            AfterCommitSettings.EXECUTOR,
            AfterCommitSettings.FAILURE_POLICY,
            AfterCommitSettings.NO_TRANSACTION,
            AfterCommitSettings.OBSERVER,
            AfterCommitSettings.SHUTDOWN_TIMEOUT);

    private final boolean enabled;
    private final FailurePolicy failurePolicy;
    private final NoTransactionPolicy noTransactionPolicy;
    private final ConnectionPolicy connectionPolicy;
    private final @Nullable Object ambientTransaction;
    private final @Nullable Object observer;
    private final @Nullable Object executor;
    private final Duration shutdownTimeout;

    private Settings(Map<String, Object> values) {
        enabled = readBoolean(AfterCommitSettings.ENABLED, values.get(AfterCommitSettings.ENABLED), true);
        failurePolicy = readEnum(
                AfterCommitSettings.FAILURE_POLICY, values.get(AfterCommitSettings.FAILURE_POLICY), FailurePolicy.LOG);
        noTransactionPolicy = readEnum(
                AfterCommitSettings.NO_TRANSACTION,
                values.get(AfterCommitSettings.NO_TRANSACTION),
                NoTransactionPolicy.RUN);
        connectionPolicy = readEnum(
                AfterCommitSettings.CONNECTION, values.get(AfterCommitSettings.CONNECTION), ConnectionPolicy.AUTO);
        ambientTransaction = values.get(AfterCommitSettings.AMBIENT_TRANSACTION);
        observer = values.get(AfterCommitSettings.OBSERVER);
        executor = values.get(AfterCommitSettings.EXECUTOR);
        shutdownTimeout = readDuration(
                AfterCommitSettings.SHUTDOWN_TIMEOUT,
                values.get(AfterCommitSettings.SHUTDOWN_TIMEOUT),
                Duration.ofSeconds(10));
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

    ConnectionPolicy connectionPolicy() {
        return connectionPolicy;
    }

    /** The ambient transaction of a framework; null where there is none. */
    @Nullable
    AmbientTransaction ambientTransaction(ClassLoaderService classes, ManagedBeanRegistry beans) {
        Supplier<AmbientTransaction> supplier = supplier(
                AfterCommitSettings.AMBIENT_TRANSACTION, ambientTransaction, AmbientTransaction.class, classes, beans);
        return supplier == null ? null : supplier.get();
    }

    /** What gives the observer when it is first needed; null where there is none. */
    @Nullable
    Supplier<CommitObserver> observer(ClassLoaderService classes, ManagedBeanRegistry beans) {
        return supplier(AfterCommitSettings.OBSERVER, observer, CommitObserver.class, classes, beans);
    }

    /** What gives the executor when it is first needed; null where there is none. */
    @Nullable
    Supplier<Executor> executor(ClassLoaderService classes, ManagedBeanRegistry beans) {
        return supplier(AfterCommitSettings.EXECUTOR, executor, Executor.class, classes, beans);
    }

    Duration shutdownTimeout() {
        return shutdownTimeout;
    }

    private static <T> @Nullable Supplier<T> supplier(
            String name, @Nullable Object value, Class<T> type, ClassLoaderService classes, ManagedBeanRegistry beans) {
        if (value == null) {
            return null;
        } else if (type.isInstance(value)) {
            return () -> type.cast(value);
        }
        Class<? extends T> given = subclass(name, value, type, classes);
        return () -> beans.getBean(given).getBeanInstance();
    }

    private static <T> Class<? extends T> subclass(
            String name, Object value, Class<T> type, ClassLoaderService classes) {
        try {
            Class<?> given = value instanceof Class<?> it ? it : classes.classForName(value.toString());
            return given.asSubclass(type);
        } catch (ClassLoadingException | ClassCastException e) {
            throw LOG.invalidSetting(
                    name,
                    value.toString(),
                    "an instance of " + type.getName() + ", its class, or the name of its class",
                    e);
        }
    }

    private static Duration readDuration(String name, @Nullable Object value, Duration byDefault) {
        if (value == null || value instanceof Duration) {
            return value == null ? byDefault : (Duration) value;
        }
        String given = value.toString().trim();
        try {
            Duration duration =
                    given.matches("\\d+") ? Duration.ofSeconds(Long.parseLong(given)) : Duration.parse(given);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            LOG.tracef(e, "Not a duration: %s", given);
        }
        throw LOG.invalidSetting(name, given, "a duration such as PT10S, or a number of seconds", null);
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
