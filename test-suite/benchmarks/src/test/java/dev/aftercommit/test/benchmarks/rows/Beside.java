package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** An entity without callbacks in a factory where another one has some. */
public class Beside extends Inserting {

    public Beside() {
        super(Plain.class, Noted.class);
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public void insert() {
        inTransactions(session -> session.persist(new Plain(++id)));
    }
}
