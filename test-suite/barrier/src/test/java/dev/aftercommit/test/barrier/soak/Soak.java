package dev.aftercommit.test.barrier.soak;

import dev.aftercommit.test.barrier.support.Awaits;
import dev.aftercommit.test.barrier.support.Options;
import dev.aftercommit.test.barrier.support.Program;
import dev.aftercommit.test.barrier.support.Report;
import dev.aftercommit.test.barrier.support.Servers;
import dev.aftercommit.test.barrier.support.TestDatabase;
import dev.aftercommit.test.barrier.support.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;

/** Random transactions, with workers in another process that wait for each of their tasks. */
public final class Soak {

    private static final int WRITERS = 8;
    private static final int WAITERS = 48;
    private static final int MOST_UNDER_WAY = 200;

    private final Servers server;
    private final int transactions;
    private final long seed;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    Soak(Servers server, int transactions, long seed) {
        this.server = server;
        this.transactions = transactions;
        this.seed = seed;
    }

    /** Arguments: {@code server} ({@code postgresql-18}), {@code transactions} (20000), {@code seed} (1). */
    public static void main(String... arguments) {
        Options options = Options.read(arguments, "server", "transactions", "seed");
        Soak soak = new Soak(
                options.constant("server", Servers.POSTGRESQL_18),
                options.number("transactions", 20_000),
                options.number("seed", 1));
        Program.exitAfter(() -> soak.run().faults().isEmpty());
    }

    /** Makes the transactions, waits for those who wait, and compares. */
    Report run() throws Exception {
        try (TestDatabase database = TestDatabase.on(server.get())) {
            SessionFactory factory = database.factory(2 * WRITERS, Map.of());
            Worker worker = database.worker(WAITERS, Map.of());
            Awaits awaits = new Awaits(worker, MOST_UNDER_WAY);
            Writer writer = new Writer(database, factory, awaits);
            long begin = System.nanoTime();
            inParallel(() -> write(writer, awaits));
            Report report = awaits.compare(database.tasks());
            System.out.printf(
                    "Soak on %s: %d transactions, %d of them ended by an exception; %d writers, %d waiters, seed %d, %.1f s%n%s",
                    server,
                    transactions,
                    failed.get(),
                    WRITERS,
                    WAITERS,
                    seed,
                    (System.nanoTime() - begin) / 1e9,
                    report);
            return report;
        }
    }

    private static void inParallel(Callable<Void> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(executor.submit(work));
            }
            for (Future<Void> writer : writers) {
                writer.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private Void write(Writer writer, Awaits awaits) throws Exception {
        for (int number = next.incrementAndGet(); number <= transactions; number = next.incrementAndGet()) {
            awaits.awaitRoom();
            if (!writer.write(Plan.of(server, seed, number), number)) {
                failed.incrementAndGet();
            }
        }
        return null;
    }
}
