package dev.aftercommit.internal.settings;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.stream.Collectors.joining;

import java.math.BigInteger;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of settings, each checked when it is read. */
public final class SettingValues {

    // What is longer cannot be counted from now, nor in milliseconds
    private static final Duration FOREVER = Duration.ofDays(36_525);

    private static final int LONGEST_SHOWN = 200;

    private final Map<String, ?> values;
    private final ClassByName classes;

    /** The settings of the given map, which may name classes. */
    public SettingValues(Map<String, ?> values, ClassByName classes) {
        this.values = values;
        this.classes = classes;
    }

    /** Refuses names that begin with a prefix and are not known. */
    public void requireKnown(String prefix, List<String> known) {
        for (String name : values.keySet()) {
            if (name.startsWith(prefix) && !known.contains(name)) {
                throw LOG.unknownSetting(name, String.join(", ", known));
            }
        }
    }

    /** The value of a setting that expects an instance, its class, or the name of its class; null where there is none. */
    public <T> @Nullable GivenInstance<T> instance(String name, Class<T> type) {
        return instance(name, type, "");
    }

    /** The same for a setting that expects something else as well. */
    public <T> @Nullable GivenInstance<T> instance(String name, Class<T> type, String orElse) {
        Object value = values.get(name);
        String expected = orElse + "an instance of " + type.getName() + ", its class, or the name of its class";
        return value == null ? null : GivenInstance.read(name, expected, type, value, classes);
    }

    /** The value of a setting that expects a text of any kind; null where there is none. */
    public @Nullable String text(String name, String expected) {
        Object value = values.get(name);
        if (value == null) {
            return null;
        } else if (value instanceof CharSequence text) {
            return textOf(text).trim();
        }
        throw LOG.invalidSetting(name, value.getClass().getTypeName(), expected, null);
    }

    /** The value as it was given; null where there is none. */
    public @Nullable Object given(String name) {
        return values.get(name);
    }

    /** The value of a setting that is on or off. */
    public boolean isOn(String name, boolean byDefault) {
        String given = asText(name);
        if (given == null) {
            return byDefault;
        }
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw LOG.invalidSetting(name, shown(given), "true or false", null);
        };
    }

    /** The value of a setting that expects a constant, or its name in whichever case. */
    public <E extends Enum<E>> E constant(String name, E byDefault) {
        String given = asText(name);
        if (given == null) {
            return byDefault;
        }
        E[] constants = byDefault.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> LOG.invalidSetting(
                        name,
                        shown(given),
                        Arrays.stream(constants)
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(joining(", ", "one of ", "")),
                        null));
    }

    /** The value of a setting that expects a duration, its text, or a number of seconds. */
    public Duration duration(String name, Duration byDefault) {
        String given = asText(name);
        if (given == null) {
            return byDefault;
        }
        try {
            Duration duration = given.matches("\\d+") ? ofSeconds(new BigInteger(given)) : Duration.parse(given);
            if (!duration.isNegative()) {
                return duration.compareTo(FOREVER) < 0 ? duration : FOREVER;
            }
        } catch (DateTimeParseException e) {
            LOG.tracef(e, "Not a duration: %s", given);
        }
        throw LOG.invalidSetting(name, shown(given), "a duration such as PT10S, or a number of seconds", null);
    }

    private static Duration ofSeconds(BigInteger seconds) {
        return Duration.ofSeconds(
                seconds.min(BigInteger.valueOf(FOREVER.toSeconds())).longValue());
    }

    private @Nullable String asText(String name) {
        Object value = values.get(name);
        return value == null ? null : textOf(value).trim();
    }

    /** The text of a value; where it has none, the name of its class. */
    public static String textOf(Object value) {
        try {
            @Nullable String text = value.toString();
            if (text != null) {
                return text;
            }
        } catch (RuntimeException e) {
            LOG.tracef(e, "A value without text: %s", value.getClass());
        }
        return value.getClass().getName();
    }

    /** What a message shows of a value. */
    public static String shown(Object value) {
        String text = textOf(value).trim();
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }
}
