package dev.aftercommit.test.random;

import dev.aftercommit.test.random.Row.Key;
import java.util.Map;
import java.util.function.Function;

/**
 * What the connections of a program have in common.
 *
 * @param committed the rows that all of them see
 * @param transactions begins a transaction, at whose begin there are the given rows
 */
record ModelSurroundings(
        Execution execution,
        VersionFacts facts,
        ModelCaptures captures,
        Map<Key, Row> committed,
        Function<Map<Key, Row>, ModelTransaction> transactions) {}
