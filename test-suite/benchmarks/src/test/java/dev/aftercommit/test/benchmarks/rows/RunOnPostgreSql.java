package dev.aftercommit.test.benchmarks.rows;

import dev.aftercommit.AfterCommit;
import org.hibernate.Session;

/** A callback of {@link AfterCommit#run}. */
public class RunOnPostgreSql extends InsertingOnPostgreSql {

    @Override
    void register(Session session) {
        AfterCommit.of(session).run(() -> count++);
    }
}
