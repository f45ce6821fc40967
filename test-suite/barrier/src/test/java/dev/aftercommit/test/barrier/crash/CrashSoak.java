package dev.aftercommit.test.barrier.crash;

import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.barrier.support.Awaits;
import dev.aftercommit.test.barrier.support.Options;
import dev.aftercommit.test.barrier.support.PostgreSqlCluster;
import dev.aftercommit.test.barrier.support.Program;
import dev.aftercommit.test.barrier.support.Report;
import dev.aftercommit.test.barrier.support.Task;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.hibernate.SessionFactory;
import org.hibernate.exception.JDBCConnectionException;

/**
 * A server of PostgreSQL that crashes while workers wait, and then gives the ids of transactions that it has lost to others, which
 * commit.
 */
public final class CrashSoak {

    private static final int WAITERS = 48;
    private static final int STRANGERS = 150;

    private final int crashes;
    private final boolean witness;
    private final long seed;
    private long strangers;

    CrashSoak(int crashes, boolean witness, long seed) {
        this.crashes = crashes;
        this.witness = witness;
        this.seed = seed;
    }

    /** Arguments: {@code crashes} (20), {@code witness} (false), {@code seed} (1). */
    public static void main(String... arguments) {
        Options options = Options.read(arguments, "crashes", "witness", "seed");
        CrashSoak soak =
                new CrashSoak(options.number("crashes", 20), options.isOn("witness"), options.number("seed", 1));
        Program.exitAfter(() -> soak.run().faults().isEmpty());
    }

    Report run() throws Exception {
        Map<String, String> settings = Map.of(AfterCommitSettings.BARRIER_WITNESS, Boolean.toString(witness));
        try (PostgreSqlCluster server = PostgreSqlCluster.create("crash", "max_prepared_transactions = 300")
                        .start();
                TestDatabase database = TestDatabase.on(server)) {
            SessionFactory factory = database.factory(Writers.CONNECTIONS, forWriters(settings));
            Awaits awaits = new Awaits(database.worker(WAITERS, settings), Integer.MAX_VALUE);
            Writers writers = new Writers(factory, awaits);
            long begin = System.nanoTime();
            Random random = new Random(seed);
            for (int crash = 0; crash < crashes; crash++) {
                CrashKind kind = crash % 2 == 0 ? CrashKind.IMMEDIATE_SHUTDOWN : CrashKind.BACKEND_KILLED;
                writers.writeUntil(() -> kind.crashAndRecover(server, database), random);
                commitStrangers(factory);
                writers.sendLate();
                PreparedTransactions.end(database);
            }
            Report report = awaits.compare(database.tasks());
            System.out.printf(
                    "Crashes of PostgreSQL 18, %s: %d crashes, seed %d, %.1f s%n%s",
                    witness ? "with a witness" : "without a witness",
                    crashes,
                    seed,
                    (System.nanoTime() - begin) / 1e9,
                    report);
            return report;
        }
    }

    /** None of them has a callback that waits to be told. */
    private static Map<String, String> forWriters(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(AfterCommitSettings.RESOLVE_UNKNOWN, "never");
        return all;
    }

    /** As many as may have been lost, and more. */
    private void commitStrangers(SessionFactory factory) {
        int committed = 0;
        for (int attempt = 0; committed < STRANGERS; attempt++) {
            try {
                factory.inTransaction(session -> session.persist(new Task(--strangers)));
                committed++;
            } catch (JDBCConnectionException e) {
                // The pool still had one of before the crash, as it may have of each
                if (attempt > STRANGERS + Writers.CONNECTIONS) {
                    throw e;
                }
            }
        }
    }
}
