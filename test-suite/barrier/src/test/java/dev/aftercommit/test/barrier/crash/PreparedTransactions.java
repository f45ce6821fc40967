package dev.aftercommit.test.barrier.crash;

import dev.aftercommit.test.barrier.support.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.Session;

/** Transactions that are prepared for their commit, which outlive a crash, and are ended later by somebody else. */
final class PreparedTransactions {

    private static final String ODD =
            "select gid from pg_prepared_xacts where right(gid, 1) in ('1', '3', '5', '7', '9')";
    private static final String ALL = "select gid from pg_prepared_xacts";

    private PreparedTransactions() {}

    static void prepare(Session session, long row) {
        session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("prepare transaction '" + row + "'");
            }
        });
    }

    /** Commits those with an odd row, and rolls back the others. */
    static void end(TestDatabase database) throws SQLException {
        for (String name : database.texts(ODD)) {
            database.execute("commit prepared '" + name + "'");
        }
        for (String name : database.texts(ALL)) {
            database.execute("rollback prepared '" + name + "'");
        }
    }
}
