package dev.aftercommit.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Many programs in one environment; -Drandom.programs and -Drandom.seed say how many, and which is the first. */
final class RandomRun {

    private final Comparison comparison;
    private final LongFunction<Program> generator;

    private RandomRun(Comparison comparison, LongFunction<Program> generator) {
        this.comparison = comparison;
        this.generator = generator;
    }

    /** @param usual how many there are where nobody says */
    static void assertThatTheLibraryDoesWhatTheModelDoes(
            Environment environment, LongFunction<Program> generator, int usual) {
        try (Comparison comparison = new Comparison(environment)) {
            new RandomRun(comparison, generator).assertSame(environment, Integer.getInteger("random.programs", usual));
        }
    }

    private void assertSame(Environment environment, int programs) {
        long seed = Long.getLong("random.seed", 1);
        long begin = System.nanoTime();
        List<Long> failing = LongStream.range(seed, seed + programs)
                .filter(number -> comparison.differs(generator.apply(number)))
                .limit(5)
                .boxed()
                .toList();
        System.out.printf(
                "Random programs, %s: %d from seed %d in %.1f s, %d passed over for known defects%n",
                environment, programs, seed, (System.nanoTime() - begin) / 1e9, comparison.passedOver());
        if (!failing.isEmpty()) {
            System.out.println("Failing, and now being shrunk: seeds " + failing);
        }
        assertThat(failing)
                .withFailMessage(() -> failing.stream().map(this::explain).collect(Collectors.joining("\n\n")))
                .isEmpty();
    }

    private String explain(long seed) {
        Program program = Shrinker.shrink(generator.apply(seed), comparison::differs);
        return "Seed " + seed + " fails. Shrunk, it is " + comparison.explain(program);
    }
}
