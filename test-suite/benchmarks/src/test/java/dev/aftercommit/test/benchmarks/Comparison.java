package dev.aftercommit.test.benchmarks;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two benchmarks that are measured by turns, and what is promised of them.
 *
 * @param parts by which the bytes are divided
 * @param bytes the difference that is allowed per part, or infinite
 * @param nanos the difference that is allowed per operation, or infinite
 */
record Comparison(String row, Side side, Side other, double ratio, int parts, double bytes, double nanos) {

    static final double ANY = Double.POSITIVE_INFINITY;

    record Side(String benchmark, boolean jar, String parameter) {}

    static Side with(String benchmark) {
        return new Side(benchmark, true, "");
    }

    static Side without(String benchmark) {
        return new Side(benchmark, false, "");
    }

    Comparison(String row, Side side, Side other, double ratio) {
        this(row, side, other, ratio, 1, ANY);
    }

    Comparison(String row, Side side, Side other, double ratio, int parts, double bytes) {
        this(row, side, other, ratio, parts, bytes, ANY);
    }

    static Comparison nanos(String row, Side side, Side other, double nanos) {
        return new Comparison(row, side, other, ANY, 1, ANY, nanos);
    }

    String target() {
        return Stream.of(text("ratio ≤ %.3g", ratio), text("≤ %.0f B", bytes), text("≤ %.0f ns more", nanos))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String text(String format, double limit) {
        return limit < ANY ? String.format(Locale.ROOT, format, limit) : "";
    }
}
