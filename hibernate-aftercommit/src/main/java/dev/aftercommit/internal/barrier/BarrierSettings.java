package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.internal.settings.SettingValues;
import dev.aftercommit.internal.token.Signature;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of a barrier, checked. */
public record BarrierSettings(
        @Nullable GivenStrategy strategy,
        String table,
        TableCreation creation,
        Duration retention,
        boolean witness,
        @Nullable Signature signature) {

    private static final String TABLE_EXPECTED = "the name of a table, with its schema where need be";
    private static final String KEY_EXPECTED = "a text that is not empty";

    static final List<String> NAMES = List.of(
            AfterCommitSettings.BARRIER_CREATE_TABLE,
            AfterCommitSettings.BARRIER_HMAC_KEY,
            AfterCommitSettings.BARRIER_RETENTION,
            AfterCommitSettings.BARRIER_STRATEGY,
            AfterCommitSettings.BARRIER_TABLE,
            AfterCommitSettings.BARRIER_WITNESS);

    /** Reads the settings of a barrier among others. */
    public static BarrierSettings read(SettingValues values) {
        return new BarrierSettings(
                GivenStrategy.read(values),
                table(values.text(AfterCommitSettings.BARRIER_TABLE, TABLE_EXPECTED)),
                values.constant(AfterCommitSettings.BARRIER_CREATE_TABLE, TableCreation.LAZY),
                values.duration(AfterCommitSettings.BARRIER_RETENTION, Duration.ofDays(7)),
                values.isOn(AfterCommitSettings.BARRIER_WITNESS, false),
                signature(values.text(AfterCommitSettings.BARRIER_HMAC_KEY, KEY_EXPECTED)));
    }

    private static String table(@Nullable String given) {
        String table = given == null ? "aftercommit_barrier" : given;
        if (!table.matches("\\w+(\\.\\w+)*")) {
            throw LOG.invalidSetting(
                    AfterCommitSettings.BARRIER_TABLE, SettingValues.shown(table), TABLE_EXPECTED, null);
        }
        return table;
    }

    private static @Nullable Signature signature(@Nullable String key) {
        if (key != null && key.isEmpty()) {
            throw LOG.invalidSetting(AfterCommitSettings.BARRIER_HMAC_KEY, key, KEY_EXPECTED, null);
        }
        return key == null ? null : new Signature(key);
    }
}
