package dev.aftercommit.test.benchmarks.rows;

import dev.aftercommit.AfterCommit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Callbacks of {@link AfterCommit#run}. */
public class Run extends Rows {

    @Param("1000")
    public int size = 1000;

    long count;

    public Run() {
        super(Plain.class);
    }

    @Benchmark
    public void once() {
        factory.inTransaction(session -> AfterCommit.of(session).run(() -> count++));
    }

    @Benchmark
    public void many() {
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            for (int i = 0; i < size; i++) {
                afterCommit.run(() -> count++);
            }
        });
    }
}
