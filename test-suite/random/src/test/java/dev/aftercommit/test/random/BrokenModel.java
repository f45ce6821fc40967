package dev.aftercommit.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** A model that breaks a rule on purpose. */
final class BrokenModel {

    private BrokenModel() {}

    static void assertThatItIsFoundOut(Comparison opened, LongFunction<Program> generator) {
        try (Comparison comparison = opened) {
            Program failing = LongStream.range(0, 200)
                    .mapToObj(generator)
                    .filter(comparison::differs)
                    .findFirst()
                    .orElseThrow();
            Program shrunk = Shrinker.shrink(failing, comparison::differs);
            assertThat(shrunk.size()).as(comparison.explain(shrunk)).isBetween(2, 6);
        }
    }
}
