package dev.aftercommit.test.torture;

import com.zaxxer.hikari.HikariDataSource;
import dev.aftercommit.test.barrier.support.Options;
import dev.aftercommit.test.barrier.support.PostgreSqlCluster;
import dev.aftercommit.test.barrier.support.Program;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.SessionFactory;

/** Transactions of many threads that share one factory and have few connections; now and then one of them is interrupted. */
public final class Crowd {

    // Held, so that its level stays: what is expected is logged too
    private static final Logger LIBRARY = Logger.getLogger("dev.aftercommit");

    private final int transactions;
    private final int threads;
    private final int connections;
    private final long seed;
    private final Collection<Part> parts = new ConcurrentLinkedQueue<>();

    Crowd(int transactions, int threads, int connections, long seed) {
        this.transactions = transactions;
        this.threads = threads;
        this.connections = connections;
        this.seed = seed;
    }

    /** Arguments: {@code transactions} (20000), {@code threads} (64), {@code connections} (4), {@code seed} (1). */
    public static void main(String... arguments) {
        Options options = Options.read(arguments, "transactions", "threads", "connections", "seed");
        Crowd crowd = new Crowd(
                options.number("transactions", 20_000),
                options.number("threads", 64),
                options.number("connections", 4),
                options.number("seed", 1));
        Program.exitAfter(() -> crowd.run().faults().isEmpty());
    }

    Verdict run() throws Exception {
        LIBRARY.setLevel(Level.OFF);
        try (PostgreSqlCluster server = PostgreSqlCluster.create("crowd").start();
                TestDatabase database = TestDatabase.on(server);
                HikariDataSource pool = database.pool(connections)) {
            long begin = System.nanoTime();
            Collection<String> faults = write(pool);
            Verdict verdict = new Verdict(parts, Mark.rows(database), part -> false);
            faults.forEach(verdict::fault);
            new Pool(pool).faults().forEach(verdict::fault);
            System.out.printf(
                    "A crowd on PostgreSQL 18: %d transactions of %d threads on %d connections, seed %d, %.1f s%n%s",
                    transactions, threads, connections, seed, (System.nanoTime() - begin) / 1e9, verdict);
            return verdict;
        }
    }

    /** Asynchronous callbacks have run when the factory is closed. */
    private List<String> write(HikariDataSource pool) throws InterruptedException {
        try (SessionFactory factory = Mark.factory(pool, Resolution.NEVER)) {
            Writer writer = new Writer(factory, new Interrupts(), false, parts);
            return new Threads(
                            transactions,
                            number -> writer.write(number, Plan.of(seed, number).withInterrupt()))
                    .run(threads);
        }
    }
}
