package dev.aftercommit.internal.barrier;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.internal.settings.GivenInstance;
import dev.aftercommit.internal.settings.SettingValues;
import dev.aftercommit.spi.BarrierStrategy;
import java.lang.reflect.Constructor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The strategy that a setting asks for, whatever the database. */
@FunctionalInterface
interface GivenStrategy {

    BarrierStrategy make(BarrierSettings settings);

    /** That of the setting, checked as far as it can be without making it; null where there is none. */
    static @Nullable GivenStrategy read(SettingValues values) {
        Object given = values.given(AfterCommitSettings.BARRIER_STRATEGY);
        String name =
                given instanceof CharSequence ? SettingValues.textOf(given).trim() : "";
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "transaction_id" -> Strategies::transactionId;
            case "dirty_read" -> Strategies::dirtyRead;
            case "unique_key" -> Strategies::uniqueKey;
            default -> instance(values);
        };
    }

    private static @Nullable GivenStrategy instance(SettingValues values) {
        GivenInstance<BarrierStrategy> given = values.instance(
                AfterCommitSettings.BARRIER_STRATEGY,
                BarrierStrategy.class,
                "transaction_id, dirty_read, unique_key, ");
        return given == null ? null : settings -> given.get(GivenStrategy::instantiate);
    }

    private static BarrierStrategy instantiate(Class<? extends BarrierStrategy> type)
            throws ReflectiveOperationException {
        Constructor<? extends BarrierStrategy> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
