package dev.aftercommit.test.benchmarks.rows;

import dev.aftercommit.AfterCommit;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.openjdk.jmh.annotations.Benchmark;

/** From the session to what callbacks are given to. */
public class Lookup extends Rows {

    private Session session;

    public Lookup() {
        super(Plain.class);
    }

    @Override
    public void open() {
        super.open();
        session = factory.openSession();
    }

    @Override
    public void close() {
        session.close();
        super.close();
    }

    @Benchmark
    public AfterCommit of() {
        return AfterCommit.of(session);
    }

    @Benchmark
    public Object cast() {
        return (SharedSessionContractImplementor) session;
    }
}
