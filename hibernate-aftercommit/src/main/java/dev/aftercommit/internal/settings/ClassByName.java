package dev.aftercommit.internal.settings;

/** Loads the classes that settings name. */
@FunctionalInterface
public interface ClassByName {

    /** By the class loader of the thread, where nobody knows better. */
    ClassByName OF_THREAD =
            name -> Class.forName(name, true, Thread.currentThread().getContextClassLoader());

    /** The class of the name, or whatever is thrown where there is none. */
    Class<?> load(String name) throws ClassNotFoundException;
}
