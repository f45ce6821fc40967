package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * For databases that let rows be read before they are committed: the row of an open transaction is seen, that of one that was
 * rolled back is not. What is committed is read afterwards, since a transaction may commit between the two. A glance
 * is at what is committed alone.
 */
final class DirtyReadStrategy extends RowStrategy {

    // What a server says that is not read-only: a number, but from MariaDB 12 on a word
    private static final Set<String> WRITABLE = Set.of("0", "OFF");

    DirtyReadStrategy(TokenTable table) {
        super(table);
    }

    @Override
    public List<Optional<TransactionOutcome>> outcomes(Connection connection, List<byte[]> ids) throws SQLException {
        List<RowId> rows = rows(ids);
        int isolation = connection.getTransactionIsolation();
        Set<RowId> written = present(connection, rows, Connection.TRANSACTION_READ_UNCOMMITTED, isolation);
        // A statement that commits by itself reads what is committed by now, at every other level
        Set<RowId> committed = isolation == Connection.TRANSACTION_READ_UNCOMMITTED
                ? present(connection, written, Connection.TRANSACTION_READ_COMMITTED, isolation)
                : table().present(connection, written);
        if (!written.containsAll(rows)) {
            requireAllRows(connection);
        }
        List<Optional<TransactionOutcome>> outcomes = new ArrayList<>();
        for (RowId row : rows) {
            outcomes.add(
                    committed.contains(row)
                            ? Optional.of(TransactionOutcome.COMMITTED)
                            : written.contains(row) ? Optional.empty() : Optional.of(TransactionOutcome.ROLLED_BACK));
        }
        return outcomes;
    }

    /** One statement where no row is seen; one that is may be uncommitted, at some isolations. */
    @Override
    public List<Optional<TransactionOutcome>> glance(Connection connection, List<byte[]> ids) throws SQLException {
        return table().present(connection, rows(ids)).isEmpty()
                ? Collections.nCopies(ids.size(), Optional.empty())
                : outcomes(connection, ids);
    }

    private Set<RowId> present(Connection connection, Collection<RowId> rows, int isolation, int before)
            throws SQLException {
        connection.setTransactionIsolation(isolation);
        try {
            return table().present(connection, rows);
        } finally {
            connection.setTransactionIsolation(before);
        }
    }

    /** A row that is not there tells nothing where rows arrive late. */
    private static void requireAllRows(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (!product.contains("mysql") && !product.contains("mariadb")) {
            return;
        }
        if (!WRITABLE.contains(value(connection, "select @@global.read_only", 1))) {
            throw LOG.replicaDecidesNothing();
        }
        if (Integer.parseInt(value(connection, "show global status like 'wsrep_cluster_size'", 2)) > 1) {
            throw LOG.clusterDecidesNothing();
        }
    }

    private static String value(Connection connection, String query, int column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getString(column) : "0";
        }
    }
}
