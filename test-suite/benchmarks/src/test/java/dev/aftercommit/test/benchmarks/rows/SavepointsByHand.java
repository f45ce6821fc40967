package dev.aftercommit.test.benchmarks.rows;

import java.sql.Savepoint;
import org.hibernate.Session;
import org.openjdk.jmh.annotations.Benchmark;

/** Savepoints of JDBC between flushes. */
public class SavepointsByHand extends PostgreSql {

    @Benchmark
    public void empty() {
        factory.inTransaction(session -> {
            for (int i = 0; i < SCOPES; i++) {
                inSavepoint(session);
            }
        });
    }

    private void inSavepoint(Session session) {
        session.flush();
        session.doWork(connection -> {
            Savepoint savepoint = connection.setSavepoint();
            count++;
            session.flush();
            connection.releaseSavepoint(savepoint);
        });
    }
}
