package dev.aftercommit.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.FailurePolicy;
import dev.aftercommit.test.random.Step.Begin;
import dev.aftercommit.test.random.Step.Failure;
import dev.aftercommit.test.random.Step.Flush;
import dev.aftercommit.test.random.Step.Savepoint;
import dev.aftercommit.test.random.Step.SavepointFault;
import dev.aftercommit.test.random.Step.Throw;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A failing program is made as small as it can be and still fail")
class ShrinkerTest {

    private static final Step FAILURE = new Throw("it", Failure.ERROR);

    private final Program program = new Program(
            FailurePolicy.LOG,
            true,
            List.of(
                    new Begin(0),
                    savepoint(new Begin(1), savepoint(new Flush(0), FAILURE, new Flush(1)), new Begin(2)),
                    new Flush(0)));

    @Test
    void leavesOutWhatIsNotNeeded() {
        Program shrunk = Shrinker.shrink(program, candidate -> contains(candidate.steps(), FAILURE));
        assertThat(shrunk.steps()).containsExactly(FAILURE);
    }

    @Test
    void keepsABlockThatIsNeeded() {
        Program shrunk = Shrinker.shrink(
                program, candidate -> candidate.steps().stream().anyMatch(step -> contains(step.body(), FAILURE)));
        assertThat(shrunk.steps()).containsExactly(savepoint(FAILURE));
    }

    @Test
    void changesNothingWhereEveryStepIsNeeded() {
        assertThat(Shrinker.shrink(program, candidate -> candidate.size() >= program.size()))
                .isEqualTo(program);
    }

    @Test
    void printsAStepALine() {
        assertThat(program.with(List.of(savepoint(FAILURE))))
                .hasToString("policy LOG, deletions told: true"
                        + "\n  Savepoint[session=0, fault=NONE, caught=true, body=[]]"
                        + "\n      Throw[label=it, failure=ERROR]");
    }

    private static Step savepoint(Step... body) {
        return new Savepoint(0, SavepointFault.NONE, true, List.of(body));
    }

    private static boolean contains(List<Step> steps, Step wanted) {
        return steps.stream()
                .flatMap(step -> Stream.concat(Stream.of(step), step.body().stream()))
                .anyMatch(step -> step.equals(wanted) || contains(step.body(), wanted));
    }
}
