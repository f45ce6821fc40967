package dev.aftercommit.test.barrier.support;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.barrier.BarrierTimeoutException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** What is done without a barrier: to look for the row every 100 milliseconds. Of a rollback, it learns nothing. */
record PolledRow(DataSource pool) implements Waiting {

    private static final int INTERVAL = 100;

    @Override
    public void await(BarrierToken token, Duration timeout, long row) throws Exception {
        long end = System.nanoTime() + timeout.toNanos();
        while (!isThere(row)) {
            if (System.nanoTime() - end > 0) {
                throw new BarrierTimeoutException("The row " + row + " is not there");
            }
            TimeUnit.MILLISECONDS.sleep(INTERVAL);
        }
    }

    private boolean isThere(long row) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("select 1 from Task where id = ?")) {
            statement.setLong(1, row);
            return statement.executeQuery().next();
        }
    }
}
