package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;

/** Empty transactions of a factory that has no callback anywhere. */
public class Untouched extends Rows {

    public Untouched() {
        super(Plain.class);
    }

    @Benchmark
    public void empty() {
        factory.inTransaction(session -> {});
    }
}
