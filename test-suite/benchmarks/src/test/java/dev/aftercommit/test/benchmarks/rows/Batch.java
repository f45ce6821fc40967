package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;

/** 200 inserts in batches. */
public class Batch extends Inserting {

    static final int ENTITIES = 200;

    public Batch() {
        super(Noted.class);
    }

    @Benchmark
    public void noted() {
        factory.inTransaction(session -> {
            for (int i = 0; i < ENTITIES; i++) {
                session.persist(new Noted(++id));
            }
        });
    }
}
