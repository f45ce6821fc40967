package dev.aftercommit.internal.barrier;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.Objects.requireNonNull;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

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

    // Whatever is open holds a lock on its id, prepared transactions too; a savepoint that was released does not, but
    // is younger
    private static final String OPEN = """
            select u.x from unnest(?::text[]::xid8[]) u(x) where exists (select 1 from pg_locks l
              where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and age(l.transactionid) >= age(u.x::xid))
            """;

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
        List<Status> statuses = statuses(connection, transactions);
        Map<TransactionId, Optional<TransactionOutcome>> afterCrash = afterCrash(connection, transactions, statuses);
        List<Optional<TransactionOutcome>> outcomes = new ArrayList<>();
        for (int index = 0; index < statuses.size(); index++) {
            Status status = statuses.get(index);
            TransactionId transaction = transactions.get(index);
            outcomes.add(status.crashed() ? requireNonNull(afterCrash.get(transaction)) : status.outcome());
        }
        return outcomes;
    }

    private List<Status> statuses(Connection connection, List<TransactionId> transactions) throws SQLException {
        List<Status> statuses = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(STATUS)) {
            ResultSet result = status(statement, connection, transactions);
            for (TransactionId transaction : transactions) {
                result.next();
                requirePrimary(result);
                statuses.add(new Status(result.getString(2), result.getInt(3) != transaction.epoch()));
            }
        }
        return statuses;
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

    /**
     * What became of transactions from before a crash, whose ids may have been given to others since. What is open may be the
     * transaction itself, if it was prepared for its commit, or if there was no crash but somebody has reset the statistics;
     * so it is waited for until nothing as old is open. That is asked for first: what ends meanwhile is seen to have ended.
     */
    private Map<TransactionId, Optional<TransactionOutcome>> afterCrash(
            Connection connection, List<TransactionId> transactions, List<Status> statuses) throws SQLException {
        List<TransactionId> lost = IntStream.range(0, statuses.size())
                .filter(index -> statuses.get(index).crashed())
                .mapToObj(transactions::get)
                .toList();
        if (lost.isEmpty()) {
            return Map.of();
        }
        Set<Long> open = openOrWithinOpen(connection, lost);
        Iterator<Status> again = statuses(connection, lost).iterator();
        // Rows last: what has committed until now has its row by then
        Set<RowId> rows = table.present(
                connection,
                lost.stream().flatMap(transaction -> transaction.row().stream()).toList());
        Map<TransactionId, Optional<TransactionOutcome>> outcomes = new HashMap<>();
        for (TransactionId transaction : lost) {
            Status status = again.next();
            outcomes.put(
                    transaction,
                    status.afterCrash(
                            open.contains(transaction.xid()), transaction.row().map(rows::contains)));
        }
        return outcomes;
    }

    /** Those that are open, or may be a savepoint of what is open. */
    private static Set<Long> openOrWithinOpen(Connection connection, List<TransactionId> transactions)
            throws SQLException {
        Set<Long> open = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            ResultSet result = status(statement, connection, transactions);
            while (result.next()) {
                open.add(result.getLong(1));
            }
        }
        return open;
    }

    /** What the server says of an id, and whether it has crashed since the id was given. */
    private record Status(String text, boolean crashed) {

        Optional<TransactionOutcome> outcome() {
            return switch (text) {
                case "committed" -> Optional.of(TransactionOutcome.COMMITTED);
                case "in progress" -> Optional.empty();
                case "aborted" -> Optional.of(TransactionOutcome.ROLLED_BACK);
                default -> Optional.of(TransactionOutcome.UNKNOWN);
            };
        }

        /** Whoever has the id now: had the transaction committed, the id would not have been given to another. */
        Optional<TransactionOutcome> afterCrash(boolean open, Optional<Boolean> committed) {
            if (open && text.equals("in progress")) {
                return Optional.empty();
            }
            return Optional.of(committed
                    .map(it -> it ? TransactionOutcome.COMMITTED : TransactionOutcome.ROLLED_BACK)
                    .orElse(
                            text.equals("aborted") || text.equals("in progress")
                                    ? TransactionOutcome.ROLLED_BACK
                                    : TransactionOutcome.UNKNOWN));
        }
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
