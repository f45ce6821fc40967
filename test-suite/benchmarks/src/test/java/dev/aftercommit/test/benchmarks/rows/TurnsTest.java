package dev.aftercommit.test.benchmarks.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

class TurnsTest {

    private final List<String> events = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @BeforeEach
    void giveFile() throws IOException {
        System.setProperty(
                Turns.FILE, Files.createFile(directory.resolve("turns")).toString());
    }

    @AfterEach
    void takeFileAway() {
        System.clearProperty(Turns.FILE);
        System.clearProperty(Turns.NUMBER);
    }

    @Test
    void alternate() {
        Untouched first = number(0);
        Untouched second = number(1);
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> iterations(second, "second"));
        iterations(first, "first");
        others.join();
        assertThat(events).containsExactly("first", "second", "first", "second", "first", "second");
    }

    @Test
    void areTakenByNobodyWhileHeWarmsUp() throws IOException {
        IterationParams warmUp = iteration(IterationType.WARMUP);
        Untouched second = number(1);
        second.await(warmUp);
        second.pass(warmUp);
        assertThat(directory.resolve("turns")).isEmptyFile();
    }

    private static Untouched number(int number) {
        System.setProperty(Turns.NUMBER, Integer.toString(number));
        return new Untouched();
    }

    private void iterations(Untouched row, String name) {
        IterationParams measurement = iteration(IterationType.MEASUREMENT);
        try {
            for (int i = 0; i < 3; i++) {
                row.await(measurement);
                events.add(name);
                row.pass(measurement);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IterationParams iteration(IterationType type) {
        return new IterationParams(type, 1, TimeValue.NONE, 1);
    }
}
