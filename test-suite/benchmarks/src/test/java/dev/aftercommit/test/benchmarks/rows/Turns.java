package dev.aftercommit.test.benchmarks.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Has two processes take turns, where they are given a file for it, which has a byte for each turn that is over: while one measures an
 * iteration, the other waits. A machine that gets slower or faster, as one does that is shared, does so for both.
 */
@State(Scope.Thread)
public abstract class Turns {

    /** The system property that names the file. */
    static final String FILE = "turns";

    /** The system property that says whose turns these are: 0, the first, or 1. */
    static final String NUMBER = "turn";

    private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(5);

    private final String file = System.getProperty(FILE, "");
    private final int number = Integer.getInteger(NUMBER, 0);

    @Setup(Level.Iteration)
    public void await(IterationParams iteration) throws IOException {
        if (takesTurns(iteration)) {
            long begin = System.nanoTime();
            while (Files.size(Path.of(file)) % 2 != number) {
                if (System.nanoTime() - begin > LONGEST_WAIT) {
                    throw new IllegalStateException("The other process does not end its turn");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    @TearDown(Level.Iteration)
    public void pass(IterationParams iteration) throws IOException {
        if (takesTurns(iteration)) {
            Files.write(Path.of(file), new byte[1], StandardOpenOption.APPEND);
        }
    }

    private boolean takesTurns(IterationParams iteration) {
        return !file.isEmpty() && iteration.getType() == IterationType.MEASUREMENT;
    }
}
