package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Transactions with an insert, of a factory that has no callback anywhere. */
public class UntouchedInserts extends Inserting {

    public UntouchedInserts() {
        super(Plain.class);
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public void insert() {
        inTransactions(session -> session.persist(new Plain(++id)));
    }
}
