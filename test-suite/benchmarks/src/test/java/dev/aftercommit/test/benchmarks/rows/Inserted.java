package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Many changed entities in one transaction, of a session that does not keep them. */
public class Inserted extends Inserting {

    @Param("1000")
    public int size = 1000;

    public Inserted() {
        super(Noted.class);
    }

    @Benchmark
    public void many() {
        factory.inStatelessTransaction(session -> {
            for (int i = 0; i < size; i++) {
                session.insert(new Noted(++id));
            }
        });
    }
}
