package dev.aftercommit.test.benchmarks;

import org.apache.commons.math3.stat.StatUtils;

/**
 * What two processes have measured together.
 *
 * @param ratio of two iterations that followed each other
 */
record Pair(double side, double other, double ratio) {

    /** The medians of their iterations. */
    static Pair of(double[] side, double[] other) {
        double[] ratios = new double[side.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = side[i] / other[i];
        }
        return new Pair(median(side), median(other), median(ratios));
    }

    private static double median(double[] values) {
        return StatUtils.percentile(values, 50);
    }

    double difference() {
        return side - other;
    }
}
