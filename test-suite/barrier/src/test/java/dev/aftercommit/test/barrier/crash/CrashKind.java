package dev.aftercommit.test.barrier.crash;

import dev.aftercommit.test.barrier.support.PostgreSqlCluster;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How a server is made to crash. */
enum CrashKind {
    /** All its processes end at once, and it is started again. */
    IMMEDIATE_SHUTDOWN {
        @Override
        void crash(PostgreSqlCluster server, TestDatabase database) {
            server.crash();
            server.start();
        }
    },
    /** The process of one connection is killed, after which the server ends all others, and recovers by itself. */
    BACKEND_KILLED {
        @Override
        void crash(PostgreSqlCluster server, TestDatabase database) throws SQLException {
            long process = database.number("select pid from pg_stat_activity"
                    + " where state = 'idle in transaction' order by xact_start desc limit 1");
            ProcessHandle.of(process).orElseThrow().destroyForcibly();
        }
    };

    private static final Duration RECOVERY = Duration.ofMinutes(2);

    /** Starts what it then recovers from. */
    abstract void crash(PostgreSqlCluster server, TestDatabase database) throws SQLException;

    void crashAndRecover(PostgreSqlCluster server, TestDatabase database) throws SQLException {
        long start = startOfServer(database);
        crash(server, database);
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (!hasRecovered(database, start)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The server has not recovered from " + this);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** What the server says is another after each crash, and only then. */
    private static long startOfServer(TestDatabase database) throws SQLException {
        return database.number("select (extract(epoch from stats_reset) * 1000000)::bigint from pg_stat_wal");
    }

    private static boolean hasRecovered(TestDatabase database, long start) {
        try {
            return startOfServer(database) != start;
        } catch (SQLException e) {
            return false;
        }
    }
}
