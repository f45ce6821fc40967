package dev.aftercommit.test.barrier.support;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The arguments of a program, each {@code name=value}; for those that are not given, what is usual. */
public final class Options {

    private final Map<String, String> values = new HashMap<>();

    private Options() {}

    /** Reads arguments, whose names must be among those that the program has. */
    public static Options read(String[] arguments, String... names) {
        Options options = new Options();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2 || !Arrays.asList(names).contains(parts[0])) {
                throw new IllegalArgumentException("Found the argument '" + argument
                        + "', expected name=value with a name of " + Arrays.asList(names));
            }
            options.values.put(parts[0], parts[1]);
        }
        return options;
    }

    public int number(String name, int usual) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(usual)));
    }

    public boolean isOn(String name) {
        return Boolean.parseBoolean(values.get(name));
    }

    /** A constant, in lower case and with hyphens: {@code postgresql-18}. */
    public <E extends Enum<E>> E constant(String name, E usual) {
        String value = values.get(name);
        return value == null
                ? usual
                : Enum.valueOf(
                        usual.getDeclaringClass(),
                        value.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
