package dev.aftercommit.test.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What pairs of processes have measured of a comparison. */
record Measured(Comparison comparison, List<Pair> nanos, List<Pair> bytes) {

    // Sizes of objects are multiples of it: a difference that is less, of a single operation, is none of its own
    private static final int ALIGNMENT = 8;

    Interval ratio() {
        return interval(nanos, pair -> Math.log(pair.ratio())).map(Math::exp);
    }

    private Interval moreNanos() {
        return interval(nanos, Pair::difference);
    }

    private Interval moreBytes() {
        return interval(bytes, pair -> pair.difference() / comparison.parts());
    }

    private static Interval interval(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return Interval.of(pairs.stream().mapToDouble(value).toArray());
    }

    String verdict() {
        String missed = verdict("time", ratio(), comparison.ratio())
                + verdict("bytes", moreBytes(), comparison.bytes() + (comparison.parts() == 1 ? ALIGNMENT - 1 : 0))
                + verdict("nanoseconds", moreNanos(), comparison.nanos());
        return comparison.target().isEmpty() || !missed.isEmpty() ? missed.strip() : "held";
    }

    private static String verdict(String what, Interval interval, double limit) {
        if (interval.mean() <= limit) {
            return "";
        }
        return what + (interval.low() <= limit ? " undecided " : " missed ");
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f ns | %,.0f ns | %.3f (%.3f to %.3f) | %.0f B (%.0f to %.0f) | %s | %s |",
                comparison.row(),
                mean(Pair::side),
                mean(Pair::other),
                ratio().mean(),
                ratio().low(),
                ratio().high(),
                moreBytes().mean(),
                moreBytes().low(),
                moreBytes().high(),
                comparison.target(),
                verdict());
    }

    private double mean(ToDoubleFunction<Pair> ofSide) {
        return nanos.stream().mapToDouble(ofSide).average().orElseThrow();
    }
}
