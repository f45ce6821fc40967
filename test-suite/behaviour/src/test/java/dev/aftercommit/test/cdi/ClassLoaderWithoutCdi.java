package dev.aftercommit.test.cdi;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Loads the class path anew, all but CDI, and takes note of what it has loaded. */
final class ClassLoaderWithoutCdi extends ClassLoader {

    private static final List<String> MISSING = List.of("jakarta.enterprise.", "org.jboss.weld.");

    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    ClassLoaderWithoutCdi() {
        super(ClassLoaderWithoutCdi.class.getClassLoader());
    }

    Set<String> loaded() {
        return loaded;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (MISSING.stream().anyMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? load(name) : known;
        }
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        try {
            return getPlatformClassLoader().loadClass(name);
        } catch (ClassNotFoundException notOfThePlatform) {
            return define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            loaded.add(name);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
