package dev.aftercommit.test.fuzz;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** Makes up settings from a seed: what each of them takes, what another takes, and what none does. */
final class SettingGenerator {

    private static final List<String> NAMES = List.of(
            AfterCommitSettings.ENABLED,
            AfterCommitSettings.FAILURE_POLICY,
            AfterCommitSettings.NO_TRANSACTION,
            AfterCommitSettings.CONNECTION,
            AfterCommitSettings.EXECUTOR,
            AfterCommitSettings.SHUTDOWN_TIMEOUT,
            AfterCommitSettings.OBSERVER,
            AfterCommitSettings.AMBIENT_TRANSACTION,
            AfterCommitSettings.RESOLVE_UNKNOWN,
            AfterCommitSettings.BARRIER_STRATEGY,
            AfterCommitSettings.BARRIER_TABLE,
            AfterCommitSettings.BARRIER_CREATE_TABLE,
            AfterCommitSettings.BARRIER_RETENTION,
            AfterCommitSettings.BARRIER_WITNESS,
            AfterCommitSettings.BARRIER_HMAC_KEY);

    private final Random random;

    private SettingGenerator(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    static Map<String, Object> settings(long seed) {
        return new SettingGenerator(seed).settings();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new TreeMap<>();
        int count = random.nextBoolean() ? 1 : 2 + random.nextInt(5);
        for (int number = 0; number < count; number++) {
            String name = one(NAMES);
            settings.put(name, value(name));
        }
        if (random.nextInt(12) == 0) {
            settings.put(unknown(), value(one(NAMES)));
        }
        // At startup, the table is created in a database of the tests
        boolean elsewhere = settings.containsKey(AfterCommitSettings.BARRIER_TABLE)
                || settings.containsKey(AfterCommitSettings.BARRIER_STRATEGY);
        if (elsewhere) {
            settings.remove(AfterCommitSettings.BARRIER_CREATE_TABLE);
        }
        // What is switched off is as if it were absent: nothing is said of its other settings
        if (isOff(settings.get(AfterCommitSettings.ENABLED))) {
            settings.keySet().retainAll(List.of(AfterCommitSettings.ENABLED));
        }
        return settings;
    }

    private static boolean isOff(Object enabled) {
        return enabled instanceof CharSequence && enabled.toString().trim().equalsIgnoreCase("false");
    }

    private String unknown() {
        String name = one(NAMES);
        return one(List.of(
                AfterCommitSettings.PREFIX,
                AfterCommitSettings.BARRIER_PREFIX,
                "hibernate.aftercommit.barrier",
                name + " ",
                name + "s",
                name + ".value",
                AfterCommitSettings.PREFIX + name,
                AfterCommitSettings.PREFIX + name.substring(22).toUpperCase(Locale.ROOT),
                name.replace(AfterCommitSettings.PREFIX, AfterCommitSettings.BARRIER_PREFIX + "the_"),
                name.toUpperCase(Locale.ROOT),
                "hibernate.aftercommits.enabled"));
    }

    private Object value(String name) {
        return switch (random.nextInt(10)) {
            case 0 -> strange();
            case 1 -> damaged(fitting(one(NAMES)));
            case 2 -> damaged(fitting(name));
            case 3 -> fitting(one(NAMES));
            default -> dressed(fitting(name));
        };
    }

    private Object fitting(String name) {
        return switch (name) {
            case AfterCommitSettings.ENABLED, AfterCommitSettings.BARRIER_WITNESS ->
                one(List.of(true, "true", "TRUE", "false"));
            case AfterCommitSettings.FAILURE_POLICY ->
                one(List.of(FailurePolicy.LOG, FailurePolicy.STOP, "rethrow", "Stop"));
            case AfterCommitSettings.NO_TRANSACTION -> one(List.of("run", "warn", "fail"));
            case AfterCommitSettings.CONNECTION -> one(List.of("auto", "keep", "defer"));
            case AfterCommitSettings.RESOLVE_UNKNOWN -> one(List.of("token", "always", "never"));
            case AfterCommitSettings.BARRIER_CREATE_TABLE -> one(List.of("lazy", "startup", "never"));
            case AfterCommitSettings.SHUTDOWN_TIMEOUT, AfterCommitSettings.BARRIER_RETENTION -> duration();
            case AfterCommitSettings.BARRIER_TABLE -> one(List.of("tokens", "my_tokens", "schema1.tokens", "a.b.c"));
            case AfterCommitSettings.BARRIER_HMAC_KEY ->
                one(List.of("secret", "\u00e4\u0391\ud83d\ude00", "k".repeat(5000)));
            case AfterCommitSettings.BARRIER_STRATEGY ->
                random.nextBoolean() ? one(List.of("transaction_id", "dirty_read", "unique_key")) : instance();
            default -> instance();
        };
    }

    private Object duration() {
        return one(List.of(
                Duration.ZERO,
                Duration.ofDays(7),
                Duration.ofSeconds(Long.MAX_VALUE),
                "PT10S",
                "P7D",
                "0",
                "86400",
                "9".repeat(30),
                10,
                7L,
                Long.MAX_VALUE,
                BigInteger.TEN.pow(20)));
    }

    private Object instance() {
        Class<?> type = random.nextInt(3) > 0 ? one(GivenClasses.FINE) : one(GivenClasses.DAMAGED);
        return switch (random.nextInt(4)) {
            case 0 -> type.getName();
            case 1 -> new GivenClasses.Fine();
            case 2 -> one(List.of((Executor) Runnable::run, GivenClasses.One.INSTANCE));
            default -> type;
        };
    }

    /** The same value in another form. */
    private Object dressed(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        return switch (random.nextInt(8)) {
            case 0 -> " " + text + "\n";
            case 1 -> new StringBuilder(text);
            default -> text;
        };
    }

    private Object damaged(Object value) {
        StringBuilder text = new StringBuilder(String.valueOf(value));
        int at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(10)) {
            case 0 -> Optional.of(value);
            case 1 -> Optional.of(Optional.of(value));
            case 2 -> List.of(value);
            case 3 -> new Object[] {value};
            case 4 ->
                text.insert(at, one(List.of("-", " ", ".", "\0", "\u0660", "x", "'", ";")))
                        .toString();
            case 5 -> text.delete(0, at).toString();
            case 6 -> text.toString().toUpperCase(Locale.ROOT);
            case 7 -> text.append(text).toString();
            case 8 -> text.toString().toCharArray();
            default -> "-" + text;
        };
    }

    private Object strange() {
        List<Object> values = new ArrayList<>(List.of(
                "",
                "  ",
                "\t",
                "null",
                "0x10",
                "1e3",
                "-1",
                -1,
                Long.MIN_VALUE,
                1.5,
                'c',
                new int[] {1},
                new byte[32],
                "secret".toCharArray(),
                Duration.ofSeconds(-1),
                Duration.ofSeconds(Long.MIN_VALUE),
                Period.ofDays(7),
                Optional.empty(),
                Map.of(),
                new Properties(),
                TransactionOutcome.COMMITTED,
                new Textless(null),
                new Textless(new IllegalStateException()),
                "x".repeat(1_000_000)));
        values.add(new Object());
        return one(values);
    }

    private <T> T one(List<? extends T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A value whose text cannot be had. */
    record Textless(RuntimeException failure) {
        @Override
        public String toString() {
            if (failure != null) {
                throw failure;
            }
            return null;
        }
    }
}
