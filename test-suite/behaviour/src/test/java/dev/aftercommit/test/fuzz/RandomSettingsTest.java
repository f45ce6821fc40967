package dev.aftercommit.test.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R6: settings of whatever kind either work, or one error names a wrong one and its value")
@Tag("h2")
class RandomSettingsTest {

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void workOrAreRefusedByName() throws SQLException {
        long seed = Long.getLong("fuzz.seed", 1);
        int cases = Integer.getInteger("fuzz.cases", 100);
        long begin = System.nanoTime();
        int refused = 0;
        for (long number = seed; number < seed + cases; number++) {
            Map<String, Object> settings = SettingGenerator.settings(number);
            if (damagedOnesOf(settings).isEmpty()) {
                requireCallbacks(number, settings);
            } else {
                refused++;
                requireRefusal(number, settings);
            }
            log.clear();
        }
        System.out.printf(
                "Random settings: %d from seed %d in %.1f s, %d of them refused%n",
                cases, seed, (System.nanoTime() - begin) / 1e9, refused);
    }

    @Test
    void findsOutThatAFactoryIsNotRefused() {
        assertThatThrownBy(() -> requireRefusal(1, Map.of(AfterCommitSettings.NO_TRANSACTION, "warn")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsOutThatAnotherSettingIsNamed() {
        Map<String, Object> settings = Map.of(AfterCommitSettings.NO_TRANSACTION, "never");
        HibernateException refusal;
        try (TestFactory factory = factory(1, settings)) {
            refusal = catchThrowableOfType(HibernateException.class, factory::get);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(names(refusal, Map.entry(AfterCommitSettings.NO_TRANSACTION, "never")))
                .isTrue();
        assertThat(names(refusal, Map.entry(AfterCommitSettings.CONNECTION, "never")))
                .isFalse();
        assertThat(names(refusal, Map.entry(AfterCommitSettings.NO_TRANSACTION, "always")))
                .isFalse();
    }

    @Test
    void findsOutThatAFactoryIsRefused() {
        assertThatThrownBy(() -> requireCallbacks(1, Map.of(AfterCommitSettings.OBSERVER, "com.example.Missing")))
                .isInstanceOf(HibernateException.class);
    }

    private static void requireRefusal(long number, Map<String, Object> settings) throws SQLException {
        try (TestFactory factory = factory(number, settings)) {
            Throwable failure = catchThrowable(factory::get);
            List<Throwable> refusals = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                    .filter(cause -> String.valueOf(cause.getMessage()).startsWith("HAC"))
                    .toList();
            assertThat(refusals)
                    .as("%d: %s, %s", number, shown(settings), failure)
                    .hasSize(1);
            assertThat(refusals.get(0)).isInstanceOf(HibernateException.class);
            assertThat(refusals.get(0).getMessage()).as("%d", number).hasSizeLessThan(2000);
            assertThat(damagedOnesOf(settings))
                    .as("%d: %s", number, refusals.get(0).getMessage())
                    .anyMatch(damaged -> names(refusals.get(0), damaged));
        }
    }

    private static void requireCallbacks(long number, Map<String, Object> settings) throws SQLException {
        List<String> events = new ArrayList<>();
        try (TestFactory factory = factory(number, settings)) {
            if (isOff(settings)) {
                assertThat(catchThrowable(() -> factory.inTransaction(AfterCommit::of)))
                        .as("%d: %s", number, shown(settings))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("HAC000021");
                return;
            }
            CompletableFuture<Void> later = factory.fromTransaction(session -> {
                AfterCommit.of(session).run(() -> events.add("callback"));
                return AfterCommit.of(session).runAsync(() -> {});
            });
            later.orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(events).as("%d: %s", number, shown(settings)).containsExactly("callback");
        }
    }

    private static boolean isOff(Map<String, Object> settings) {
        Object enabled = settings.get(AfterCommitSettings.ENABLED);
        return enabled != null && enabled.toString().trim().equalsIgnoreCase("false");
    }

    private static List<Entry<String, Object>> damagedOnesOf(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .filter(setting -> !SettingRules.isAccepted(setting.getKey(), setting.getValue()))
                .toList();
    }

    /** Whether a message names a setting and, where the setting is known, what was found. */
    private static boolean names(Throwable refusal, Entry<String, ?> setting) {
        String message = refusal.getMessage();
        String shown = shown(setting.getValue());
        String beginning = shown.trim().substring(0, Math.min(150, shown.trim().length()));
        boolean found = message.contains("Found: '" + beginning)
                || message.contains("Found: '" + setting.getValue().getClass().getTypeName() + "'")
                || setting.getValue() instanceof Class<?> type && message.contains("Found: '" + type.getName() + "'");
        return message.startsWith("HAC000031: Unknown setting '" + setting.getKey() + "'.")
                || message.startsWith("HAC000032: Invalid value of the setting '" + setting.getKey() + "'.") && found;
    }

    private static String shown(Object value) {
        try {
            return String.valueOf(value.toString());
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private static TestFactory factory(long number, Map<String, Object> settings) {
        TestFactory factory = TestFactory.of();
        settings.forEach(factory::with);
        return number % 4 == 0 ? factory.jpa() : factory;
    }
}
