package dev.aftercommit.test.random;

import dev.aftercommit.test.random.Row.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The rows that a connection sees: those that are committed, and what it has written; it alone has written those. */
final class ModelRows {

    private static final Row DELETED = new Row("deleted", 0, null, 0);

    private final Map<Key, Row> committed;
    private final Map<Key, Row> written = new HashMap<>();

    ModelRows(Map<Key, Row> committed) {
        this.committed = committed;
    }

    Map<Key, Row> all() {
        Map<Key, Row> rows = new TreeMap<>(committed);
        rows.putAll(written);
        rows.values().removeIf(row -> row == DELETED);
        return rows;
    }

    /** Writes a row, or deletes it if it is null. */
    void put(Key key, Row row) {
        written.put(key, row == null ? DELETED : row);
    }

    void commit() {
        committed.putAll(written);
        committed.values().removeIf(row -> row == DELETED);
        written.clear();
    }

    void rollBack() {
        written.clear();
    }

    /** The state that can be rolled back to. */
    ModelRows copy() {
        ModelRows copy = new ModelRows(committed);
        copy.written.putAll(written);
        return copy;
    }

    void rollBackTo(ModelRows savepoint) {
        written.clear();
        written.putAll(savepoint.written);
    }
}
