package dev.aftercommit.internal.barrier;

import dev.aftercommit.spi.BarrierStrategy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A row of the token table tells of the transaction that has inserted it; savepoints are told by that, too. */
abstract class RowStrategy implements BarrierStrategy {

    static final int KIND = 2;

    private final TokenTable table;

    RowStrategy(TokenTable table) {
        this.table = table;
    }

    TokenTable table() {
        return table;
    }

    @Override
    public int kind() {
        return KIND;
    }

    @Override
    public int database(Connection connection) throws SQLException {
        return table.database(connection);
    }

    @Override
    public byte[] issue(Connection connection, boolean inScope) throws SQLException {
        RowId id = RowId.random();
        table.insert(connection, id);
        return id.bytes();
    }

    @Override
    public List<Boolean> visible(Connection replica, List<byte[]> ids) throws SQLException {
        List<RowId> rows = rows(ids);
        Set<RowId> arrived = table.present(replica, rows);
        return rows.stream().map(arrived::contains).toList();
    }

    static List<RowId> rows(List<byte[]> ids) {
        return ids.stream().map(RowId::of).toList();
    }

    @Override
    public List<String> missing(Connection connection) throws SQLException {
        return table.missing(connection);
    }

    @Override
    public boolean cleanUp(Connection connection, Instant before) throws SQLException {
        return table.cleanUp(connection, before);
    }
}
