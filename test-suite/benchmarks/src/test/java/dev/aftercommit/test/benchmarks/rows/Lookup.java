package dev.aftercommit.test.benchmarks.rows;

import dev.aftercommit.AfterCommit;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** From the session to what callbacks are given to. */
public class Lookup extends Rows {

    private Session session;

    public Lookup() {
        super(Plain.class);
    }

    @Setup
    public void openSession() {
        session = factory.openSession();
    }

    @TearDown
    public void closeSession() {
        session.close();
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
