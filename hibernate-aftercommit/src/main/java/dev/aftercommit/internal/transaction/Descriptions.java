package dev.aftercommit.internal.transaction;

/** How callbacks are named in logs: by their class, which for a lambda is that of the code around it. */
final class Descriptions {

    private Descriptions() {}

    static String of(Object callback) {
        String name = callback.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "lambda in " + name.substring(0, lambda);
    }
}
