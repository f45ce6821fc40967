package dev.aftercommit.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName(
        "R1 to R4, R7, R10 to R15, R19, R24: the library does with random programs what the model of its rules does")
@Tag("h2")
class RandomProgramsTest {

    private static Comparison comparison;

    @BeforeAll
    static void open() {
        comparison = new Comparison();
    }

    @AfterAll
    static void close() {
        comparison.close();
    }

    @Test
    void doesWhatTheModelDoes() {
        long seed = Long.getLong("random.seed", 1);
        int programs = Integer.getInteger("random.programs", 300);
        long begin = System.nanoTime();
        List<Long> failing = LongStream.range(seed, seed + programs)
                .filter(number -> comparison.differs(ProgramGenerator.program(number)))
                .limit(5)
                .boxed()
                .toList();
        System.out.printf(
                "Random programs: %d from seed %d in %.1f s, %d passed over for known defects%n",
                programs, seed, (System.nanoTime() - begin) / 1e9, comparison.passedOver());
        assertThat(failing)
                .withFailMessage(
                        () -> failing.stream().map(RandomProgramsTest::explain).collect(Collectors.joining("\n\n")))
                .isEmpty();
    }

    private static String explain(long seed) {
        Program program = Shrinker.shrink(ProgramGenerator.program(seed), comparison::differs);
        return "Seed " + seed + " fails. Shrunk, it is " + comparison.explain(program);
    }
}
