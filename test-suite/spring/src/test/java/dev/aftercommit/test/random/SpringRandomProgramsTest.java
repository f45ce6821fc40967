package dev.aftercommit.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.FailurePolicy;
import dev.aftercommit.test.random.Step.Operation;
import dev.aftercommit.test.random.Step.Propagation;
import dev.aftercommit.test.random.Step.SavepointFault;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("R16: the library does with random programs on Spring what the model of its rules does")
@ExtendWith(Quiet.class)
class SpringRandomProgramsTest {

    @Test
    void doesWhatTheModelDoes() {
        RandomRun.assertThatTheLibraryDoesWhatTheModelDoes(
                new SpringEnvironment(), ProgramGenerator::transactional, 150);
    }

    @Test
    void waitsForNoRowThatASuspendedTransactionHasLocked() {
        Step inNew = new Step.Transactional(Propagation.REQUIRES_NEW, false, true, List.of(write("b")));
        Step flushing = new Step.Savepoint(0, SavepointFault.NONE, true, List.of(inNew));
        Program program = new Program(
                FailurePolicy.LOG,
                false,
                List.of(new Step.Transactional(Propagation.REQUIRED, false, true, List.of(write("a"), flushing))));
        try (Comparison comparison = new Comparison(new SpringEnvironment())) {
            assertThat(comparison.differs(program)).isFalse();
        }
    }

    private static Step write(String value) {
        return new Step.Write(0, Entity.QUIET, Operation.SET_NAME, 1, value);
    }
}
