package dev.aftercommit.test.spring.application;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What has happened, in its order. Static, because entities are no beans. */
public final class Events {

    private static final List<String> ALL = new CopyOnWriteArrayList<>();

    private Events() {}

    public static void add(String event) {
        ALL.add(event);
    }

    /** What has happened since the last call. */
    public static List<String> take() {
        List<String> taken = List.copyOf(ALL);
        ALL.clear();
        return taken;
    }
}
