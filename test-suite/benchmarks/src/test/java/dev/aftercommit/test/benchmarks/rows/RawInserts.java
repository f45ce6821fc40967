package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Transactions with an insert and a callback that Hibernate itself is given. */
public class RawInserts extends Inserting {

    long count;

    public RawInserts() {
        super(Plain.class);
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public void once() {
        inTransactions(session -> {
            session.persist(new Plain(++id));
            Raw.queue(session).registerCallback((successful, completed) -> {
                if (successful) {
                    count++;
                }
            });
        });
    }
}
