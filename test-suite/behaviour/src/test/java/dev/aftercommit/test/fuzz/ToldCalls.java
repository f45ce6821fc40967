package dev.aftercommit.test.fuzz;

import java.util.ArrayList;
import java.util.List;

/** The calls of generated methods. Public, since they are made from another class loader. */
public final class ToldCalls {

    private static final List<String> CALLS = new ArrayList<>();

    private ToldCalls() {}

    public static void told(String name) {
        CALLS.add(name);
    }

    /** What was called since this was last asked, in alphabetical order. */
    static List<String> take() {
        List<String> calls = CALLS.stream().sorted().toList();
        CALLS.clear();
        return calls;
    }
}
