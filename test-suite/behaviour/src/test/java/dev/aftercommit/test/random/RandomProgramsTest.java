package dev.aftercommit.test.random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName(
        "R1 to R4, R7, R10 to R15, R19, R24: the library does with random programs what the model of its rules does")
@Tag("h2")
class RandomProgramsTest {

    @Test
    void doesWhatTheModelDoes() {
        RandomRun.assertThatTheLibraryDoesWhatTheModelDoes(new LocalEnvironment(), ProgramGenerator::program, 300);
    }

    @Test
    void doesWhatTheModelDoesWithJta() {
        RandomRun.assertThatTheLibraryDoesWhatTheModelDoes(new JtaEnvironment(), ProgramGenerator::program, 200);
    }

    @Test
    void doesWhatTheModelDoesWhileATestCaptures() {
        RandomRun.assertThatTheLibraryDoesWhatTheModelDoes(new LocalEnvironment(), ProgramGenerator::capturing, 200);
    }
}
