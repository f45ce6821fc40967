package dev.aftercommit.test.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    private static final Comparison AT_MOST_TWICE_AND_NO_BYTES =
            new Comparison("row", Comparison.with("A.a"), Comparison.without("A.a"), 2, 1, 0);

    private static final List<Pair> PAIRS = List.of(new Pair(3, 1, 3), new Pair(3, 1, 3));

    @Test
    void comparesIterationsThatFollowedEachOther() {
        Pair pair = Pair.of(new double[] {2, 20, 200}, new double[] {1, 10, 100});
        assertThat(pair).isEqualTo(new Pair(20, 10, 2));
    }

    @Test
    void isHeldWhereTheMeanIsWithinTheTarget() {
        assertThat(verdict(1.7, 1.9, 7)).isEqualTo("held");
    }

    @Test
    void isUndecidedWhereOnlyTheIntervalReachesIt() {
        assertThat(verdict(1.9, 2.2, 0)).isEqualTo("time undecided");
    }

    @Test
    void isMissedWhereTheIntervalIsBeyond() {
        assertThat(verdict(3, 3.01, 0)).isEqualTo("time missed");
    }

    @Test
    void tellsOfAnObjectMore() {
        assertThat(verdict(1, 1.1, 16)).isEqualTo("bytes missed");
    }

    @Test
    void saysNothingWhereThereIsNoTarget() {
        Comparison without = new Comparison("row", Comparison.with("A.a"), Comparison.without("A.a"), Comparison.ANY);
        assertThat(new Measured(without, PAIRS, PAIRS).verdict()).isEmpty();
    }

    private static String verdict(double ratio, double another, double moreBytes) {
        return new Measured(
                        AT_MOST_TWICE_AND_NO_BYTES,
                        List.of(new Pair(ratio, 1, ratio), new Pair(another, 1, another)),
                        List.of(new Pair(100 + moreBytes, 100, 1), new Pair(100 + moreBytes, 100, 1)))
                .verdict();
    }
}
