package dev.aftercommit.test.benchmarks;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** A mean with its interval of 95%. */
record Interval(double low, double mean, double high) {

    static Interval of(double... values) {
        SummaryStatistics statistics = new SummaryStatistics();
        for (double value : values) {
            statistics.addValue(value);
        }
        double half = new TDistribution(values.length - 1).inverseCumulativeProbability(0.975)
                * statistics.getStandardDeviation()
                / Math.sqrt(values.length);
        return new Interval(statistics.getMean() - half, statistics.getMean(), statistics.getMean() + half);
    }

    Interval map(DoubleUnaryOperator function) {
        return new Interval(function.applyAsDouble(low), function.applyAsDouble(mean), function.applyAsDouble(high));
    }
}
