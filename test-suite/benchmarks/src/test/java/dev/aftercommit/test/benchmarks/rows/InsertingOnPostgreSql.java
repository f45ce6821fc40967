package dev.aftercommit.test.benchmarks.rows;

import org.hibernate.Session;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** Transactions with an insert and one callback, on PostgreSQL. As {@link Inserting} does, each invocation finds its table empty. */
public abstract class InsertingOnPostgreSql extends PostgreSql {

    static final int TRANSACTIONS = 100;

    private long id;

    /** Has {@link #count} counted after the commit. */
    abstract void register(Session session);

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public void once() {
        for (int i = 0; i < TRANSACTIONS; i++) {
            factory.inTransaction(session -> {
                session.persist(new Plain(++id));
                register(session);
            });
        }
    }

    @TearDown(Level.Invocation)
    public void clear() {
        Database.clear(factory, Plain.class);
        id = 0;
    }
}
