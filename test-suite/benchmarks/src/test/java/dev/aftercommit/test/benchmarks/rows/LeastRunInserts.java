package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Like {@link RunInserts}, by {@link Least}. */
public class LeastRunInserts extends Inserting {

    long count;

    public LeastRunInserts() {
        super(Plain.class);
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public void once() {
        inTransactions(session -> {
            session.persist(new Plain(++id));
            Least.run(session, () -> count++);
        });
    }
}
