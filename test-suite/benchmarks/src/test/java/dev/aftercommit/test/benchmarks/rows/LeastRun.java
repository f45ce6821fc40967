package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;

/** Like {@link Run}, by {@link Least}. */
public class LeastRun extends Rows {

    long count;

    public LeastRun() {
        super(Plain.class);
    }

    @Benchmark
    public void once() {
        factory.inTransaction(session -> Least.of(session).run(() -> count++));
    }
}
