package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * For databases that let nothing be read before it is committed: a second insertion of the row waits while the transaction is
 * open, fails if it has committed, and succeeds if it was rolled back. Since it waits, only a few rows are probed at a
 * time; commits are found out by reading.
 */
final class UniqueKeyStrategy extends RowStrategy {

    private static final int PROBES = 4;
    private static final int SECONDS = 1;

    UniqueKeyStrategy(TokenTable table) {
        super(table);
    }

    @Override
    public List<Optional<TransactionOutcome>> outcomes(Connection connection, List<byte[]> ids) throws SQLException {
        List<RowId> rows = rows(ids);
        Set<RowId> committed = table().present(connection, rows);
        List<RowId> others = new ArrayList<>(new HashSet<>(rows));
        others.removeAll(committed);
        // Others than the last time
        Collections.shuffle(others);
        Set<RowId> rolledBack = new HashSet<>();
        connection.setAutoCommit(false);
        try {
            for (RowId row : others.subList(0, Math.min(PROBES, others.size()))) {
                if (isFree(connection, row)) {
                    rolledBack.add(row);
                }
            }
        } finally {
            connection.setAutoCommit(true);
        }
        return rows.stream()
                .map(row -> committed.contains(row)
                        ? Optional.of(TransactionOutcome.COMMITTED)
                        : rolledBack.contains(row) ? Optional.of(TransactionOutcome.ROLLED_BACK) : UNDECIDED)
                .toList();
    }

    private static final Optional<TransactionOutcome> UNDECIDED = Optional.empty();

    /** Whether the row can be inserted. If it is there by now, the next look will find it. */
    private boolean isFree(Connection connection, RowId row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table().insertion())) {
            limitWaiting(connection);
            statement.setQueryTimeout(SECONDS);
            TokenTable.bind(statement, row);
            statement.executeUpdate();
            return true;
        } catch (SQLException e) {
            LOG.tracef(e, "The row %s is taken", row.text());
            return false;
        } finally {
            connection.rollback();
        }
    }

    /** Where that is known how to do, a probe waits for less than a second. */
    private static void limitWaiting(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.contains("postgresql")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = 10");
            }
        }
    }
}
