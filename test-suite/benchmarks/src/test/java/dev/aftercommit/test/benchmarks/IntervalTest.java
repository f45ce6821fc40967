package dev.aftercommit.test.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void isTheOneOfStudent() {
        Interval interval = Interval.of(1, 2, 3);
        assertThat(interval.mean()).isEqualTo(2);
        assertThat(interval.low()).isCloseTo(2 - 4.3027 / Math.sqrt(3), within(0.001));
        assertThat(interval.high()).isCloseTo(2 + 4.3027 / Math.sqrt(3), within(0.001));
    }

    @Test
    void goesBackFromLogarithms() {
        Interval interval = Interval.of(Math.log(2), Math.log(8)).map(Math::exp);
        assertThat(interval.mean()).isCloseTo(4, within(0.001));
    }
}
