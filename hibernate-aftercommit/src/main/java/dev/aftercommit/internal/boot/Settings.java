package dev.aftercommit.internal.boot;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.internal.barrier.BarrierSettings;
import dev.aftercommit.internal.settings.SettingValues;
import dev.aftercommit.internal.transaction.ConnectionPolicy;
import dev.aftercommit.internal.transaction.NoTransactionPolicy;
import dev.aftercommit.internal.transaction.UnknownPolicy;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.CommitObserver;
import java.time.Duration;
import java.util.List;
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
            AfterCommitSettings.BARRIER_CREATE_TABLE,
            AfterCommitSettings.BARRIER_HMAC_KEY,
            AfterCommitSettings.BARRIER_RETENTION,
            AfterCommitSettings.BARRIER_STRATEGY,
            AfterCommitSettings.BARRIER_TABLE,
            AfterCommitSettings.BARRIER_WITNESS,
            AfterCommitSettings.CONNECTION,
            AfterCommitSettings.ENABLED,
            AfterCommitSettings.EXECUTOR,
            AfterCommitSettings.FAILURE_POLICY,
            AfterCommitSettings.NO_TRANSACTION,
            AfterCommitSettings.OBSERVER,
            AfterCommitSettings.RESOLVE_UNKNOWN,
            AfterCommitSettings.SHUTDOWN_TIMEOUT);

    private final boolean enabled;
    private final FailurePolicy failurePolicy;
    private final NoTransactionPolicy noTransactionPolicy;
    private final ConnectionPolicy connectionPolicy;
    private final UnknownPolicy unknownPolicy;
    private final @Nullable Object ambientTransaction;
    private final @Nullable Object observer;
    private final @Nullable Object executor;
    private final Duration shutdownTimeout;
    private final BarrierSettings barrier;

    private Settings(SettingValues values) {
        enabled = values.isOn(AfterCommitSettings.ENABLED, true);
        failurePolicy = values.constant(AfterCommitSettings.FAILURE_POLICY, FailurePolicy.LOG);
        noTransactionPolicy = values.constant(AfterCommitSettings.NO_TRANSACTION, NoTransactionPolicy.RUN);
        connectionPolicy = values.constant(AfterCommitSettings.CONNECTION, ConnectionPolicy.AUTO);
        unknownPolicy = values.constant(AfterCommitSettings.RESOLVE_UNKNOWN, UnknownPolicy.TOKEN);
        ambientTransaction = values.given(AfterCommitSettings.AMBIENT_TRANSACTION);
        observer = values.given(AfterCommitSettings.OBSERVER);
        executor = values.given(AfterCommitSettings.EXECUTOR);
        shutdownTimeout = values.duration(AfterCommitSettings.SHUTDOWN_TIMEOUT, Duration.ofSeconds(10));
        barrier = BarrierSettings.read(values);
    }

    static Settings read(Map<String, Object> given) {
        SettingValues values = new SettingValues(given);
        values.requireKnown(AfterCommitSettings.PREFIX, NAMES);
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

    UnknownPolicy unknownPolicy() {
        return unknownPolicy;
    }

    BarrierSettings barrier() {
        return barrier;
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
}
