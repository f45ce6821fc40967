package dev.aftercommit.test.barrier.commit;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.barrier.commit.CommitCutter.Strike;
import dev.aftercommit.test.barrier.support.Awaits;
import dev.aftercommit.test.barrier.support.Options;
import dev.aftercommit.test.barrier.support.Program;
import dev.aftercommit.test.barrier.support.Report;
import dev.aftercommit.test.barrier.support.Servers;
import dev.aftercommit.test.barrier.support.Task;
import dev.aftercommit.test.barrier.support.TcpProxy;
import dev.aftercommit.test.barrier.support.TestDatabase;
import jakarta.persistence.PersistenceException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * Transactions whose connection is cut at the commit. Half of them have issued a token, which a worker waits for; for the others,
 * the library issues one, as the setting says.
 */
public final class AmbiguousCommits {

    private static final Strike NO_STRIKE = new Strike(Fault.NONE, 0);
    private static final int LONGEST_DELAY_MICROS = 40_000;
    private static final int WAITERS = 8;

    private final Servers server;
    private final int transactions;
    private final long seed;
    private final AtomicReference<Strike> next = new AtomicReference<>(NO_STRIKE);
    private final Callbacks callbacks = new Callbacks();

    AmbiguousCommits(Servers server, int transactions, long seed) {
        this.server = server;
        this.transactions = transactions;
        this.seed = seed;
    }

    /** Arguments: {@code server} ({@code postgresql-18}), {@code transactions} (1000), {@code seed} (1). */
    public static void main(String... arguments) {
        Options options = Options.read(arguments, "server", "transactions", "seed");
        AmbiguousCommits commits = new AmbiguousCommits(
                options.constant("server", Servers.POSTGRESQL_18),
                options.number("transactions", 1000),
                options.number("seed", 1));
        Program.exitAfter(() -> {
            Outcome outcome = commits.run();
            return outcome.waits().faults().isEmpty() && outcome.callbacks().wrong() == 0;
        });
    }

    Outcome run() throws Exception {
        try (TestDatabase database = TestDatabase.on(server.get());
                TcpProxy proxy = new TcpProxy(
                        database.url(), connection -> new CommitCutter(connection, () -> next.getAndSet(NO_STRIKE)))) {
            SessionFactory token = factory(database, proxy, "token");
            SessionFactory always = factory(database, proxy, "always");
            Awaits awaits = new Awaits(database.worker(WAITERS, Map.of()), Integer.MAX_VALUE);
            long begin = System.nanoTime();
            Random random = new Random(seed);
            for (long row = 1; row <= transactions; row++) {
                Strike strike = new Strike(
                        Fault.values()[random.nextInt(Fault.values().length)], random.nextInt(LONGEST_DELAY_MICROS));
                write(row % 2 == 0 ? token : always, row % 2 == 0 ? awaits : null, strike, row);
            }
            Report waits = awaits.compare(database.tasks());
            callbacks.compare(database.tasks());
            System.out.printf(
                    "Commits cut off on %s: %d transactions, seed %d, %.1f s%n%s%n%s",
                    server, transactions, seed, (System.nanoTime() - begin) / 1e9, callbacks, waits);
            return new Outcome(callbacks, waits);
        }
    }

    private static SessionFactory factory(TestDatabase database, TcpProxy proxy, String resolved) {
        String url = proxy.through(database.url()) + "?prepareThreshold=0&sslmode=disable";
        return database.factory(database.pool(url, 4), Map.of(AfterCommitSettings.RESOLVE_UNKNOWN, resolved));
    }

    private void write(SessionFactory factory, Awaits awaits, Strike strike, long row) {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            session.persist(new Task(row));
            session.flush();
            if (awaits != null) {
                awaits.send(strike.fault().toString(), AfterCommit.of(session).token(), row);
            }
            callbacks.register(AfterCommit.of(session), strike.fault(), row);
            next.set(strike);
            session.getTransaction().commit();
        } catch (PersistenceException e) {
            // It was cut off; what became of it is told to the callbacks
        }
    }

    record Outcome(Callbacks callbacks, Report waits) {}
}
