package dev.aftercommit.test.torture;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks after a pool when all is over. */
record Pool(HikariDataSource pool) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What is wrong with it: somebody has a connection still, or not all of them can be had and used at once. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!becomes(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0)) {
            faults.add(
                    "connections not given back: " + pool.getHikariPoolMXBean().getActiveConnections());
        } else if (!becomes(this::areAllUsable)) {
            faults.add("not all connections of the pool can be used");
        }
        return faults;
    }

    static boolean becomes(Condition condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return true;
    }

    private boolean areAllUsable() {
        Deque<Connection> connections = new ArrayDeque<>();
        try {
            for (int count = 0; count < pool.getMaximumPoolSize(); count++) {
                connections.push(pool.getConnection());
            }
            for (Connection connection : connections) {
                connection.createStatement().executeQuery("select 1").close();
            }
            return true;
        } catch (SQLException e) {
            return false;
        } finally {
            connections.forEach(Pool::giveBack);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something that may take a while. */
    interface Condition {

        boolean holds();
    }
}
