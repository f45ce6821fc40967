package dev.aftercommit.test.fuzz;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.BarrierStrategy;
import dev.aftercommit.spi.CommitObserver;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;

/** What the documentation of the settings says of their values, written down a second time. */
final class SettingRules {

    private SettingRules() {}

    static boolean isAccepted(String name, Object value) {
        return switch (name) {
            case AfterCommitSettings.ENABLED, AfterCommitSettings.BARRIER_WITNESS ->
                value instanceof Boolean || isOneOf(value, "true", "false");
            case AfterCommitSettings.FAILURE_POLICY ->
                value instanceof FailurePolicy || isOneOf(value, "log", "rethrow", "stop");
            case AfterCommitSettings.NO_TRANSACTION -> isOneOf(value, "run", "warn", "fail");
            case AfterCommitSettings.CONNECTION -> isOneOf(value, "auto", "keep", "defer");
            case AfterCommitSettings.RESOLVE_UNKNOWN -> isOneOf(value, "token", "always", "never");
            case AfterCommitSettings.BARRIER_CREATE_TABLE -> isOneOf(value, "lazy", "startup", "never");
            case AfterCommitSettings.SHUTDOWN_TIMEOUT, AfterCommitSettings.BARRIER_RETENTION -> isDuration(value);
            case AfterCommitSettings.EXECUTOR -> names(value, Executor.class);
            case AfterCommitSettings.OBSERVER -> names(value, CommitObserver.class);
            case AfterCommitSettings.AMBIENT_TRANSACTION -> names(value, AmbientTransaction.class);
            case AfterCommitSettings.BARRIER_STRATEGY ->
                isOneOf(value, "transaction_id", "dirty_read", "unique_key") || names(value, BarrierStrategy.class);
            case AfterCommitSettings.BARRIER_TABLE -> isName(value);
            case AfterCommitSettings.BARRIER_HMAC_KEY ->
                value instanceof CharSequence && !text(value).isEmpty();
            default -> !name.startsWith(AfterCommitSettings.PREFIX);
        };
    }

    private static boolean isOneOf(Object value, String... words) {
        return value instanceof CharSequence
                && List.of(words).contains(text(value).toLowerCase(Locale.ROOT));
    }

    /** A duration, its text, or a whole number of seconds; not below zero. */
    private static boolean isDuration(Object value) {
        if (value instanceof Duration duration) {
            return !duration.isNegative();
        }
        String text = text(value);
        if (!text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return true;
        }
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** An instance, a class, or the name of a class. */
    private static boolean names(Object value, Class<?> type) {
        if (value instanceof CharSequence) {
            return GivenClasses.FINE.stream().anyMatch(fine -> fine.getName().equals(text(value)));
        }
        return type.isInstance(value) || value instanceof Class<?> given && GivenClasses.FINE.contains(given);
    }

    private static boolean isName(Object value) {
        return value instanceof CharSequence
                && List.of((text(value) + ".").split("(?<=\\.)")).stream()
                        .allMatch(part -> part.matches("[A-Za-z0-9_]+\\."));
    }

    /** What is no text counts as its text; what has none, as nothing. */
    private static String text(Object value) {
        return value instanceof SettingGenerator.Textless
                ? ""
                : value.toString().trim();
    }
}
