package dev.aftercommit.test.benchmarks;

import java.util.List;
import java.util.Locale;

/** What pairs of forks have measured of a comparison. */
record Measured(Comparison comparison, List<Fork> side, List<Fork> other) {

    Interval ratio() {
        double[] logarithms = new double[side.size()];
        for (int i = 0; i < logarithms.length; i++) {
            logarithms[i] = Math.log(side.get(i).nanos() / other.get(i).nanos());
        }
        return Interval.of(logarithms).map(Math::exp);
    }

    Interval nanos() {
        double[] differences = new double[side.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = side.get(i).nanos() - other.get(i).nanos();
        }
        return Interval.of(differences);
    }

    Interval bytes() {
        double[] differences = new double[side.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = (side.get(i).bytes() - other.get(i).bytes()) / comparison.parts();
        }
        return Interval.of(differences);
    }

    String verdict() {
        String missed = verdict("time", ratio(), comparison.ratio())
                + verdict("bytes", bytes(), comparison.bytes())
                + verdict("nanoseconds", nanos(), comparison.nanos());
        return missed.isEmpty() ? "held" : missed.strip();
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
                mean(side),
                mean(other),
                ratio().mean(),
                ratio().low(),
                ratio().high(),
                bytes().mean(),
                bytes().low(),
                bytes().high(),
                comparison.target(),
                verdict());
    }

    private static double mean(List<Fork> forks) {
        return forks.stream().mapToDouble(Fork::nanos).average().orElseThrow();
    }
}
