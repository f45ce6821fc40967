package dev.aftercommit.test.barrier.replica;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the tests wait for on a standby. */
final class Replay {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Replay() {}

    /** Waits until the standby has a database, which was created on the primary. */
    static void awaitDatabase(String url) throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
                connection.isValid(10);
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }
}
