package dev.aftercommit.test.benchmarks.rows;

import org.hibernate.Session;

/** A callback that Hibernate itself is given. */
public class RawOnPostgreSql extends InsertingOnPostgreSql {

    @Override
    void register(Session session) {
        Raw.queue(session).registerCallback((successful, completed) -> {
            if (successful) {
                count++;
            }
        });
    }
}
