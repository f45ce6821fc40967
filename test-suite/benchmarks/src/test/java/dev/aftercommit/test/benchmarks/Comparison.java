package dev.aftercommit.test.benchmarks;

import java.util.Locale;

/**
 * Two benchmarks that are measured by turns, and what is promised of them.
 *
 * @param parts by which the bytes are divided
 * @param bytes the difference that is allowed per part, or infinite
 */
record Comparison(String row, Side side, Side other, double ratio, int parts, double bytes) {

    record Side(String benchmark, boolean jar, String parameter) {}

    static Side with(String benchmark) {
        return new Side(benchmark, true, "");
    }

    static Side without(String benchmark) {
        return new Side(benchmark, false, "");
    }

    Comparison(String row, Side side, Side other, double ratio) {
        this(row, side, other, ratio, 1, Double.POSITIVE_INFINITY);
    }

    boolean isPromised() {
        return ratio < Double.POSITIVE_INFINITY || bytes < Double.POSITIVE_INFINITY;
    }

    String target() {
        String time = ratio < Double.POSITIVE_INFINITY ? String.format(Locale.ROOT, "ratio ≤ %.3g", ratio) : "";
        String memory = bytes < Double.POSITIVE_INFINITY ? String.format(Locale.ROOT, "≤ %.0f B", bytes) : "";
        return time.isEmpty() || memory.isEmpty() ? time + memory : time + ", " + memory;
    }
}
