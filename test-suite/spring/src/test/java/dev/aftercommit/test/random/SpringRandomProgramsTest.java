package dev.aftercommit.test.random;

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
}
