package dev.aftercommit.internal.boot;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.internal.barrier.BarrierSettings;
import dev.aftercommit.internal.settings.GivenInstance;
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
    private final @Nullable GivenInstance<AmbientTransaction> ambientTransaction;
    private final @Nullable GivenInstance<CommitObserver> observer;
    private final @Nullable GivenInstance<Executor> executor;
    private final Duration shutdownTimeout;
    private final BarrierSettings barrier;

    private Settings(SettingValues values) {
        enabled = values.isOn(AfterCommitSettings.ENABLED, true);
        failurePolicy = values.constant(AfterCommitSettings.FAILURE_POLICY, FailurePolicy.LOG);
        noTransactionPolicy = values.constant(AfterCommitSettings.NO_TRANSACTION, NoTransactionPolicy.RUN);
        connectionPolicy = values.constant(AfterCommitSettings.CONNECTION, ConnectionPolicy.AUTO);
        unknownPolicy = values.constant(AfterCommitSettings.RESOLVE_UNKNOWN, UnknownPolicy.TOKEN);
        ambientTransaction = values.instance(AfterCommitSettings.AMBIENT_TRANSACTION, AmbientTransaction.class);
        observer = values.instance(AfterCommitSettings.OBSERVER, CommitObserver.class);
        executor = values.instance(AfterCommitSettings.EXECUTOR, Executor.class);
        shutdownTimeout = values.duration(AfterCommitSettings.SHUTDOWN_TIMEOUT, Duration.ofSeconds(10));
        barrier = BarrierSettings.read(values);
    }

    static Settings read(Map<String, Object> given, ClassLoaderService classes) {
        SettingValues values = new SettingValues(given, classes::classForName);
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
    AmbientTransaction ambientTransaction(ManagedBeanRegistry beans) {
        return ambientTransaction == null
                ? null
                : supplier(ambientTransaction, beans).get();
    }

    /** What gives the observer; null where there is none. */
    @Nullable
    Supplier<CommitObserver> observer(ManagedBeanRegistry beans) {
        return observer == null ? null : supplier(observer, beans);
    }

    /** What gives the executor; null where there is none. */
    @Nullable
    Supplier<Executor> executor(ManagedBeanRegistry beans) {
        return executor == null ? null : supplier(executor, beans);
    }

    Duration shutdownTimeout() {
        return shutdownTimeout;
    }

    private static <T> Supplier<T> supplier(GivenInstance<T> given, ManagedBeanRegistry beans) {
        if (beans.getBeanContainer() != null) {
            // It may not be ready before the factory is built
            return () -> given.get(type -> beans.getBean(type).getBeanInstance());
        }
        T instance = given.get(type -> beans.getBean(type).getBeanInstance());
        return () -> instance;
    }
}
