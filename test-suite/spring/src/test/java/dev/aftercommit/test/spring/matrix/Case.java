package dev.aftercommit.test.spring.matrix;

import dev.aftercommit.test.spring.support.RunningApplication;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.transaction.InvalidIsolationLevelException;

/** One commit, with one kind of work after it. */
record Case(Situation situation, Work work) {

    private static final String WRITTEN = "written after the commit";

    /** Runs it, and looks into the database by a connection of its own. */
    Result run(RunningApplication application, Way way) throws SQLException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Connection connection = application.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from entries");
            try {
                commit(application, way, failure);
            } catch (InvalidIsolationLevelException e) {
                return Result.REFUSED;
            } catch (RuntimeException e) {
                return Result.WRONG_OUTCOME;
            }
            return result(connection, failure.get());
        }
    }

    private void commit(RunningApplication application, Way way, AtomicReference<Throwable> failure) {
        situation.commit(
                application,
                applicationManaged -> way.afterCommit(application.context(), applicationManaged, () -> {
                    try {
                        work.run(application.context(), way, WRITTEN);
                    } catch (Throwable e) {
                        failure.set(e);
                        throw e;
                    }
                }));
    }

    private Result result(Connection connection, Throwable failure) throws SQLException {
        if (situation.writes && !exists(connection, Situation.COMMITTED)) {
            return Result.WRONG_OUTCOME;
        } else if (exists(connection, WRITTEN)) {
            return Result.KEPT;
        }
        return isPoolTimeout(failure) ? Result.POOL_TIMEOUT : Result.LOST;
    }

    private static boolean exists(Connection connection, String label) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from entries where label = ?")) {
            query.setString(1, label);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static boolean isPoolTimeout(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLTransientConnectionException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    @Override
    public String toString() {
        return situation + ", then " + work;
    }
}
