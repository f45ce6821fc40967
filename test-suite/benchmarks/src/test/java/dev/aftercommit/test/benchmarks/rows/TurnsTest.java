package dev.aftercommit.test.benchmarks.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

class TurnsTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void giveFile() throws IOException {
        file = Files.createFile(directory.resolve("turns"));
        System.setProperty(Turns.PROPERTY, file.toString());
    }

    @AfterEach
    void takeFileAway() {
        System.clearProperty(Turns.PROPERTY);
    }

    @Test
    void keepTheOtherFromAnIteration() throws IOException {
        Untouched row = new Untouched();
        row.take(iteration(IterationType.MEASUREMENT));
        assertThatThrownBy(this::isFree).isInstanceOf(OverlappingFileLockException.class);
        row.pass();
    }

    @Test
    void areTheOthersAfterAnIteration() throws IOException {
        Untouched row = new Untouched();
        row.take(iteration(IterationType.MEASUREMENT));
        row.pass();
        assertThat(isFree()).isTrue();
    }

    @Test
    void areTakenByNobodyWhileHeWarmsUp() throws IOException {
        Untouched row = new Untouched();
        row.take(iteration(IterationType.WARMUP));
        assertThat(isFree()).isTrue();
        row.pass();
    }

    private static IterationParams iteration(IterationType type) {
        return new IterationParams(type, 1, TimeValue.NONE, 1);
    }

    private boolean isFree() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        }
    }
}
