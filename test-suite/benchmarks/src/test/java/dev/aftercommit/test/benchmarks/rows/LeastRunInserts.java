package dev.aftercommit.test.benchmarks.rows;

import org.hibernate.Session;

/** A callback by {@link Least}. */
public class LeastRunInserts extends InsertingAndRunning {

    @Override
    void register(Session session) {
        Least.of(session).run(() -> count++);
    }
}
