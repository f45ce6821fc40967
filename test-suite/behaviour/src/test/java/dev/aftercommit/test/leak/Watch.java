package dev.aftercommit.test.leak;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells whether objects are collected when their time has come. What creates them has to have returned by then: a frame of
 * the stack holds what it has had in a local variable.
 */
public final class Watch {

    private final Map<String, WeakReference<?>> objects = new LinkedHashMap<>();
    private final Duration patience;

    public Watch() {
        this(Duration.ofSeconds(30));
    }

    Watch(Duration patience) {
        this.patience = patience;
    }

    /** Watches an object from now on, and returns it. */
    public <T> T on(String name, T object) {
        if (objects.putIfAbsent(name, new WeakReference<>(object)) != null) {
            throw new IllegalArgumentException("Watched already: " + name);
        }
        return object;
    }

    /** Has garbage collected until nothing is left to be; the names of what is still reachable when patience is at an end. */
    public List<String> reachable() {
        if (objects.isEmpty()) {
            throw new IllegalStateException("Nothing is watched");
        }
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> reachable;
        do {
            System.gc();
            reachable = names();
        } while (!reachable.isEmpty() && System.nanoTime() < deadline);
        return reachable;
    }

    private List<String> names() {
        return objects.entrySet().stream()
                .filter(object -> object.getValue().get() != null)
                .map(Map.Entry::getKey)
                .toList();
    }
}
