package dev.aftercommit.test.benchmarks;

import static dev.aftercommit.test.benchmarks.Comparison.with;
import static dev.aftercommit.test.benchmarks.Comparison.without;

import java.util.List;

/** The rows, with their targets. */
final class Table {

    static final List<Comparison> ROWS = List.of(
            new Comparison(
                    "empty transaction, no callback anywhere / without the jar",
                    with("Untouched.empty"),
                    without("Untouched.empty"),
                    1.01,
                    1,
                    0),
            new Comparison(
                    "transaction with an insert, no callback anywhere / without the jar",
                    with("UntouchedInserts.insert"),
                    without("UntouchedInserts.insert"),
                    1.01,
                    1,
                    0),
            new Comparison(
                    "insert beside an entity with callbacks / without the jar",
                    with("Beside.insert"),
                    without("Beside.insert"),
                    1.02,
                    1,
                    16),
            new Comparison("one run, empty transaction / raw", with("Run.once"), without("Raw.once"), 1.2),
            new Comparison(
                    "the least for one run, empty transaction / raw",
                    without("LeastRun.once"),
                    without("Raw.once"),
                    Comparison.ANY),
            new Comparison(
                    "one run, transaction with an insert / raw",
                    with("RunInserts.once"),
                    without("RawInserts.once"),
                    1.05),
            new Comparison(
                    "the least for one run, transaction with an insert / raw",
                    without("LeastRunInserts.once"),
                    without("RawInserts.once"),
                    Comparison.ANY),
            new Comparison(
                    "one run, transaction with an insert on PostgreSQL / raw",
                    with("RunOnPostgreSql.once"),
                    without("RawOnPostgreSql.once"),
                    1.05),
            new Comparison("1,000 runs / raw", with("Run.many"), without("Raw.many"), 1),
            new Comparison("1,000 runs / interposed of JTA", with("Run.many"), without("Interposed.many"), 0.1),
            new Comparison("1,000 runs / Spring", with("Run.many"), without("Spring.many"), 0.1),
            new Comparison(
                    "1,000 runs / @TransactionalEventListener", with("Run.many"), without("SpringEvents.many"), 0.1),
            new Comparison(
                    "200 inserts with @PostCommit / without the jar",
                    with("Batch.noted"),
                    without("Batch.noted"),
                    1.05,
                    200,
                    200),
            new Comparison(
                    "200 inserts with @PostCommit / listener by hand",
                    with("Batch.noted"),
                    without("Listened.insert"),
                    1,
                    200,
                    Comparison.ANY),
            new Comparison(
                    "the least that net changes of @PostCommit need / without the jar",
                    without("Kept.insert"),
                    without("Batch.noted"),
                    Comparison.ANY,
                    200,
                    Comparison.ANY),
            new Comparison(
                    "the least that net changes of @PostCommit need / listener by hand",
                    without("Kept.insert"),
                    without("Listened.insert"),
                    Comparison.ANY,
                    200,
                    Comparison.ANY),
            new Comparison(
                    "1,000,000 runs / 100,000",
                    new Comparison.Side("Run.many", true, "1000000"),
                    new Comparison.Side("Run.many", true, "100000"),
                    12,
                    900_000,
                    40),
            new Comparison(
                    "empty savepoint scopes on PostgreSQL / by hand",
                    with("Scopes.empty"),
                    without("SavepointsByHand.empty"),
                    1.3),
            new Comparison(
                    "start of a factory with 500 entities / without the jar",
                    with("StartUp.factory"),
                    without("StartUp.factory"),
                    1.01),
            Comparison.nanos("AfterCommit.of / cast", with("Lookup.of"), with("Lookup.cast"), 30),
            new Comparison(
                    "1,000,000 changed entities / 100,000",
                    new Comparison.Side("Inserted.many", true, "1000000"),
                    new Comparison.Side("Inserted.many", true, "100000"),
                    12,
                    900_000,
                    Comparison.ANY));

    private Table() {}
}
