package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.BarrierStrategy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For PostgreSQL, which tells the status of each transaction of its recent past by its id. Nothing is written, unless a witness is
 * wanted: a row that tells after a crash which of the transactions with a lost id have committed.
 */
final class TransactionIdStrategy implements BarrierStrategy {

    static final int KIND = 1;

    private static final String EPOCH =
            "((extract(epoch from w.stats_reset) * 1000000)::bigint & " + TransactionId.EPOCH_MASK + ")::int";

    private static final String SERVER = "(select system_identifier from pg_control_system())";
    private static final String OID = "(select oid::bigint from pg_database where datname = current_database())";

    private static final String ISSUE = "select pg_current_xact_id()::text, " + EPOCH + ", null from pg_stat_wal w";

    // A savepoint has an id of its own once something was written in it; the youngest that is locked is its
    private static final String ISSUE_IN_SCOPE = """
            with m as materialized (select pg_logical_emit_message(true, 'aftercommit', ''))
            select pg_current_xact_id()::text, %s,
              (select l.transactionid::text from pg_locks l where l.pid = pg_backend_pid()
               and l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' order by age(l.transactionid) limit 1)
            from m, pg_stat_wal w
            """.formatted(EPOCH);

    private static final String RETURNING =
            " returning pg_current_xact_id()::text, (select " + EPOCH + " from pg_stat_wal w), xmin::text";

    private static final String STATUS = """
            select u.x::text, case when u.x >= pg_snapshot_xmax(t.s) or not pg_visible_in_snapshot(u.x, t.s) then 'in progress'
              else coalesce(pg_xact_status(u.x), 'unknown') end, %s, %s, %s, pg_is_in_recovery()
            from (select pg_current_snapshot() s offset 0) t, pg_stat_wal w,
              unnest(?::text[]::xid8[]) with ordinality u(x, n) order by u.n
            """.formatted(EPOCH, SERVER, OID);

    private final TokenTable table;
    private final boolean witness;
    private volatile int database;

    TransactionIdStrategy(TokenTable table, boolean witness) {
        this.table = table;
        this.witness = witness;
    }

    @Override
    public int kind() {
        return KIND;
    }

    @Override
    public int database(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select " + SERVER + ", " + OID)) {
            result.next();
            database = database(result, 1);
            return database;
        }
    }

    private static int database(ResultSet result, int column) throws SQLException {
        return 31 * Long.hashCode(result.getLong(column)) + Long.hashCode(result.getLong(column + 1));
    }

    @Override
    public byte[] issue(Connection connection, boolean inScope) throws SQLException {
        if (witness) {
            RowId row = RowId.random();
            try (PreparedStatement statement = connection.prepareStatement(table.insertion() + RETURNING)) {
                TokenTable.bind(statement, row);
                return read(statement.executeQuery(), inScope, Optional.of(row));
            }
        }
        try (Statement statement = connection.createStatement()) {
            return read(statement.executeQuery(inScope ? ISSUE_IN_SCOPE : ISSUE), inScope, Optional.empty());
        }
    }

    private static byte[] read(ResultSet result, boolean inScope, Optional<RowId> row) throws SQLException {
        result.next();
        long whole = result.getLong(1);
        long xid = inScope ? widened(whole, Long.parseLong(result.getString(3))) : whole;
        return new TransactionId(result.getInt(2), xid, row).bytes();
    }

    /** The id of a savepoint is told in 32 bits, and not below that of its transaction. */
    private static long widened(long whole, long low) {
        long id = (whole & 0xffffffff_00000000L) | low;
        return id < whole ? id + 0x1_00000000L : id;
    }

    @Override
    public List<Optional<TransactionOutcome>> outcomes(Connection connection, List<byte[]> ids) throws SQLException {
        List<TransactionId> transactions = ids.stream().map(TransactionId::of).toList();
        List<Optional<TransactionOutcome>> outcomes = new ArrayList<>();
        List<TransactionId> lost = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(STATUS)) {
            ResultSet result = status(statement, connection, transactions);
            for (TransactionId transaction : transactions) {
                result.next();
                requirePrimary(result);
                boolean crashed = result.getInt(3) != transaction.epoch();
                if (crashed) {
                    lost.add(transaction);
                }
                outcomes.add(outcome(result.getString(2), crashed));
            }
        }
        return lost.isEmpty() ? outcomes : afterCrash(connection, transactions, outcomes, lost);
    }

    private static ResultSet status(
            PreparedStatement statement, Connection connection, List<TransactionId> transactions) throws SQLException {
        Array xids = connection.createArrayOf(
                "text",
                transactions.stream()
                        .map(transaction -> Long.toString(transaction.xid()))
                        .toArray());
        statement.setArray(1, xids);
        return statement.executeQuery();
    }

    private void requirePrimary(ResultSet result) throws SQLException {
        if (database(result, 4) != database) {
            throw LOG.anotherDatabase();
        }
        if (result.getBoolean(6)) {
            throw LOG.replicaDecidesNothing();
        }
    }

    private static Optional<TransactionOutcome> outcome(String status, boolean crashed) {
        return switch (status) {
            // After a crash, the id may have been given to another transaction
            case "committed" -> Optional.of(crashed ? TransactionOutcome.UNKNOWN : TransactionOutcome.COMMITTED);
            case "in progress" -> crashed ? Optional.of(TransactionOutcome.ROLLED_BACK) : Optional.empty();
            case "aborted" -> Optional.of(TransactionOutcome.ROLLED_BACK);
            default -> Optional.of(TransactionOutcome.UNKNOWN);
        };
    }

    /** Rows tell what ids do not any more; and what was prepared for its commit outlives a crash. */
    private List<Optional<TransactionOutcome>> afterCrash(
            Connection connection,
            List<TransactionId> transactions,
            List<Optional<TransactionOutcome>> outcomes,
            List<TransactionId> lost)
            throws SQLException {
        Set<String> prepared = prepared(connection);
        List<RowId> rows =
                lost.stream().flatMap(transaction -> transaction.row().stream()).toList();
        Set<RowId> committed = rows.isEmpty() ? Set.of() : table.present(connection, rows);
        List<Optional<TransactionOutcome>> better = new ArrayList<>(outcomes);
        for (int index = 0; index < outcomes.size(); index++) {
            TransactionId transaction = transactions.get(index);
            if (!lost.contains(transaction)) {
                continue;
            }
            if (transaction.row().isPresent()) {
                better.set(
                        index,
                        Optional.of(
                                committed.contains(transaction.row().get())
                                        ? TransactionOutcome.COMMITTED
                                        : TransactionOutcome.ROLLED_BACK));
            }
            boolean open = prepared.contains(Long.toString(transaction.xid() & 0xffffffffL));
            if (open && !better.get(index).equals(Optional.of(TransactionOutcome.COMMITTED))) {
                better.set(index, Optional.empty());
            }
        }
        return better;
    }

    private static Set<String> prepared(Connection connection) throws SQLException {
        Set<String> prepared = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select transaction::text from pg_prepared_xacts")) {
            while (result.next()) {
                prepared.add(result.getString(1));
            }
        }
        return prepared;
    }

    @Override
    public List<Boolean> visible(Connection replica, List<byte[]> ids) throws SQLException {
        List<TransactionId> transactions = ids.stream().map(TransactionId::of).toList();
        List<RowId> rows = transactions.stream()
                .flatMap(transaction -> transaction.row().stream())
                .toList();
        Set<RowId> arrived = rows.isEmpty() ? Set.of() : table.present(replica, rows);
        List<Boolean> visible = new ArrayList<>();
        try (PreparedStatement statement = replica.prepareStatement(STATUS)) {
            ResultSet result = status(statement, replica, transactions);
            for (TransactionId transaction : transactions) {
                result.next();
                visible.add(transaction
                        .row()
                        .map(arrived::contains)
                        .orElse(result.getString(2).equals("committed")));
            }
        }
        return visible;
    }

    @Override
    public long position(Connection primary) throws SQLException {
        return number(primary, "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
    }

    /** At the begin of a page, the position to write to is behind the header of the page, and that of what was written is before it. */
    @Override
    public boolean hasReached(Connection replica, long position) throws SQLException {
        long inPage = position % 8192;
        long written = inPage == 24 || inPage == 40 ? position - inPage : position;
        return number(replica, "select coalesce(pg_last_wal_replay_lsn(), pg_current_wal_insert_lsn()) - '0/0'::pg_lsn")
                >= written;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public List<String> missing(Connection connection) throws SQLException {
        return witness ? table.missing(connection) : List.of();
    }

    @Override
    public boolean cleanUp(Connection connection, Instant before) throws SQLException {
        return witness && table.cleanUp(connection, before);
    }
}
