package dev.aftercommit.test.benchmarks.rows;

import dev.aftercommit.AfterCommit;
import org.openjdk.jmh.annotations.Benchmark;

/** Scopes with a savepoint, in which nothing is written. */
public class Scopes extends PostgreSql {

    @Benchmark
    public void empty() {
        factory.inTransaction(session -> {
            AfterCommit afterCommit = AfterCommit.of(session);
            for (int i = 0; i < SCOPES; i++) {
                afterCommit.inSavepoint(() -> count++);
            }
        });
    }
}
