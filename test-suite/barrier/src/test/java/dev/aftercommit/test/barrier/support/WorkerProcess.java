package dev.aftercommit.test.barrier.support;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.OutcomeUnknownException;
import dev.aftercommit.barrier.BarrierTimeoutException;
import dev.aftercommit.barrier.TransactionAbortedException;
import dev.aftercommit.test.barrier.support.Result.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** The other side of a {@link Worker}: a process without Hibernate, which has a pool and a barrier. */
final class WorkerProcess {

    /** What it says first. */
    static final String READY = "ready";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DataSource pool;
    private final Waiting waiting;

    private WorkerProcess(DataSource pool, Waiting waiting) {
        this.pool = pool;
        this.waiting = waiting;
    }

    /**
     * Arguments: URL, user, number of threads, settings of the barrier; and maybe {@code replica=} with the URL of one, or {@code way=}
     * with a {@link Waiting.Way}.
     */
    public static void main(String... arguments) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (int index = 3; index < arguments.length; index++) {
            String[] setting = arguments[index].split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        int threads = Integer.parseInt(arguments[2]);
        String replica = settings.remove("replica");
        Waiting.Way way = Waiting.Way.valueOf(settings.getOrDefault("way", Waiting.Way.BARRIER.name()));
        settings.remove("way");
        DataSource pool = TestDatabase.pool(arguments[0], arguments[1], way.connections(threads));
        if (replica == null) {
            new WorkerProcess(pool, way.on(pool, settings)).work(threads);
        } else {
            DataSource copy = TestDatabase.pool(replica, arguments[1], way.connections(threads));
            new WorkerProcess(copy, Waiting.forReplica(copy, pool, settings)).work(threads);
        }
        System.exit(0);
    }

    private void work(int threads) throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        System.out.println(READY);
        BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
            String[] parts = task.split(" ");
            executor.execute(() -> tell(
                    parts[0],
                    perform(parts[1], Duration.ofMillis(Long.parseLong(parts[2])), Long.parseLong(parts[3]))));
        }
    }

    private static synchronized void tell(String number, Result result) {
        System.out.println(number + " " + result.line());
    }

    private Result perform(String token, Duration timeout, long row) {
        try {
            waiting.await(BarrierToken.parse(token), timeout, row);
            long endedAt = System.nanoTime();
            return new Result(Ending.RAN, awaitAnswer(row), endedAt, "");
        } catch (TransactionAbortedException e) {
            return Result.of(Ending.ABORTED, false, e);
        } catch (BarrierTimeoutException e) {
            return Result.of(Ending.TIMED_OUT, false, e);
        } catch (OutcomeUnknownException e) {
            return Result.of(Ending.UNKNOWN, false, e);
        } catch (Exception e) {
            return Result.of(Ending.FAILED, false, e);
        }
    }

    /** The server may crash right now, which says nothing of the row. */
    private boolean awaitAnswer(long row) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return isVisible(row);
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private boolean isVisible(long row) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("select 1 from Task where id = ?")) {
            statement.setLong(1, row);
            ResultSet result = statement.executeQuery();
            return result.next();
        }
    }
}
