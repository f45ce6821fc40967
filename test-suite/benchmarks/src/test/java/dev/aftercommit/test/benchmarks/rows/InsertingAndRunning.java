package dev.aftercommit.test.benchmarks.rows;

import org.hibernate.Session;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Transactions with an insert and one callback. */
public abstract class InsertingAndRunning extends Inserting {

    long count;

    InsertingAndRunning() {
        super(Plain.class);
    }

    /** Has {@link #count} counted after the commit. */
    abstract void register(Session session);

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public void once() {
        inTransactions(session -> {
            session.persist(new Plain(++id));
            register(session);
        });
    }
}
