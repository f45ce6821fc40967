package dev.aftercommit.test.benchmarks.rows;

import dev.aftercommit.AfterCommit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Transactions with an insert and a callback of {@link AfterCommit#run}. */
public class RunInserts extends Inserting {

    long count;

    public RunInserts() {
        super(Plain.class);
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public void once() {
        inTransactions(session -> {
            session.persist(new Plain(++id));
            AfterCommit.of(session).run(() -> count++);
        });
    }
}
