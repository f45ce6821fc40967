package dev.aftercommit.internal.settings;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import org.jspecify.annotations.Nullable;

/**
 * What a setting names by an instance, a class, or the name of a class. Its type is checked when the setting is read; whether
 * it can be made is not known before it is.
 */
public final class GivenInstance<T> {

    private final String setting;
    private final String expected;
    private final @Nullable T instance;
    private final Class<? extends T> type;

    private GivenInstance(String setting, String expected, @Nullable T instance, Class<? extends T> type) {
        this.setting = setting;
        this.expected = expected;
        this.instance = instance;
        this.type = type;
    }

    static <T> GivenInstance<T> read(
            String setting, String expected, Class<T> type, Object value, ClassByName classes) {
        if (type.isInstance(value)) {
            return new GivenInstance<>(setting, expected, type.cast(value), type);
        }
        try {
            Class<?> given = value instanceof Class<?> it
                    ? it
                    : classes.load(SettingValues.textOf(value).trim());
            return new GivenInstance<>(setting, expected, null, given.asSubclass(type));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw LOG.invalidSetting(setting, SettingValues.shown(value), expected, e);
        }
    }

    /** The instance; where a class was given, what is made of it. What cannot be made is a fault of the setting. */
    public T get(Maker<T> maker) {
        if (instance != null) {
            return instance;
        }
        try {
            return maker.make(type);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            String constructor =
                    ", where the class is not abstract and has a constructor without arguments that throws nothing";
            throw LOG.invalidSetting(setting, type.getName(), expected + constructor, e);
        }
    }

    /** Makes an instance of a class. */
    @FunctionalInterface
    public interface Maker<T> {
        /** A new instance, or the one that a container has. */
        T make(Class<? extends T> type) throws ReflectiveOperationException;
    }
}
