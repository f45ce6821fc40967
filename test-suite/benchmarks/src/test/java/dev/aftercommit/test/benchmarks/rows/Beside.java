package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;

/** An entity without callbacks in a factory where another one has some. */
public class Beside extends Rows {

    public Beside() {
        super(Plain.class, Noted.class);
    }

    @Benchmark
    public void insert() {
        factory.inTransaction(session -> session.persist(new Plain(++id)));
    }
}
