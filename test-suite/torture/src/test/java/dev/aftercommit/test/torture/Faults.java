package dev.aftercommit.test.torture;

import com.zaxxer.hikari.HikariDataSource;
import dev.aftercommit.test.barrier.support.Options;
import dev.aftercommit.test.barrier.support.Program;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.SessionFactory;

/** Transactions of many threads on PostgreSQL 18, in each of which something may go wrong. */
public final class Faults {

    // Held, so that its level stays: what is expected is logged too
    private static final Logger LIBRARY = Logger.getLogger("dev.aftercommit");

    private static final int CONNECTIONS = 10;

    private final int transactions;
    private final int threads;
    private final long seed;
    private final Resolution resolution;
    private final Collection<Part> parts = new ConcurrentLinkedQueue<>();

    Faults(int transactions, int threads, long seed, Resolution resolution) {
        this.transactions = transactions;
        this.threads = threads;
        this.seed = seed;
        this.resolution = resolution;
    }

    /** Arguments: {@code transactions} (10000), {@code threads} (8), {@code seed} (1), {@code resolution} ({@code never}, {@code always}, {@code token}). */
    public static void main(String... arguments) {
        Options options = Options.read(arguments, "transactions", "threads", "seed", "resolution");
        Faults faults = new Faults(
                options.number("transactions", 10_000),
                options.number("threads", 8),
                options.number("seed", 1),
                options.constant("resolution", Resolution.NEVER));
        Program.exitAfter(() -> faults.run().faults().isEmpty());
    }

    Verdict run() throws Exception {
        LIBRARY.setLevel(Level.OFF);
        try (FaultyServer server = new FaultyServer();
                HikariDataSource pool = server.database().pool(server.url(), CONNECTIONS);
                SessionFactory factory = Mark.factory(pool, resolution)) {
            long begin = System.nanoTime();
            Writer writer = new Writer(factory, server, resolution == Resolution.TOKEN, parts);
            Collection<String> faults =
                    new Threads(transactions, number -> writer.write(number, Plan.of(seed, number))).run(threads);
            Verdict verdict = judge(server.database(), faults);
            new Pool(pool).faults().forEach(verdict::fault);
            afterwards(factory).forEach(verdict::fault);
            System.out.printf(
                    "Faults of PostgreSQL 18, resolution %s: %d transactions of %d threads, seed %d, %.1f s%n%s",
                    resolution, transactions, threads, seed, (System.nanoTime() - begin) / 1e9, verdict);
            return verdict;
        }
    }

    private Verdict judge(TestDatabase database, Collection<String> faults) throws SQLException {
        boolean ended = Pool.becomes(() -> openTransactions(database) == 0);
        Verdict verdict =
                new Verdict(parts, Mark.rows(database), part -> resolution.allowsUnknown(part.isCommitSaid()));
        faults.forEach(verdict::fault);
        if (!ended) {
            verdict.fault("transactions are left open in the server: " + openTransactions(database));
        }
        return verdict;
    }

    private static long openTransactions(TestDatabase database) {
        try {
            return database.number("select count(*) from pg_stat_activity"
                    + " where backend_type = 'client backend' and xact_start is not null and pid <> pg_backend_pid()");
        } catch (SQLException e) {
            return -1;
        }
    }

    /** All threads can write when nothing goes wrong any more. */
    private Collection<String> afterwards(SessionFactory factory) throws InterruptedException {
        return new Threads(
                        threads * 10,
                        number -> factory.inTransaction(session -> session.createNativeQuery("select 1", Integer.class)
                                .getSingleResult()))
                .run(threads);
    }
}
