package dev.aftercommit.test.benchmarks.rows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Has two processes take turns, where they are given a file for it: while one measures an iteration, the other waits. A machine that gets
 * slower or faster, as one does that is shared, does so for both.
 */
@State(Scope.Thread)
public abstract class Turns {

    /** The system property that names the file. */
    static final String PROPERTY = "turns";

    private final String file = System.getProperty(PROPERTY, "");
    private FileChannel turn;

    @Setup(Level.Iteration)
    public void take(IterationParams iteration) throws IOException {
        if (!file.isEmpty() && iteration.getType() == IterationType.MEASUREMENT) {
            turn = FileChannel.open(Path.of(file), StandardOpenOption.WRITE);
            turn.lock();
        }
    }

    @TearDown(Level.Iteration)
    public void pass() throws IOException {
        if (turn != null) {
            turn.close();
        }
    }
}
