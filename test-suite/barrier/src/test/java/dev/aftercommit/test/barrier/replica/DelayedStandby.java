package dev.aftercommit.test.barrier.replica;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.test.barrier.support.Awaits;
import dev.aftercommit.test.barrier.support.Options;
import dev.aftercommit.test.barrier.support.Program;
import dev.aftercommit.test.barrier.support.Report;
import dev.aftercommit.test.barrier.support.Task;
import java.util.Random;
import org.hibernate.Session;

/** Transactions on a primary, with workers in another process that read from a standby, which is always a little behind. */
public final class DelayedStandby {

    private static final int MOST_UNDER_WAY = 16;

    private final Replicated replicated;
    private final int tasks;
    private final long seed;

    DelayedStandby(Replicated replicated, int tasks, long seed) {
        this.replicated = replicated;
        this.tasks = tasks;
        this.seed = seed;
    }

    /** Arguments: {@code tasks} (2000), {@code delay} of the standby in milliseconds (100), {@code seed} (1). */
    public static void main(String... arguments) {
        Options options = Options.read(arguments, "tasks", "delay", "seed");
        int delay = options.number("delay", 100);
        int tasks = options.number("tasks", 2000);
        int seed = options.number("seed", 1);
        Program.exitAfter(() -> {
            try (Replicated replicated = Replicated.withDelay(delay)) {
                return new DelayedStandby(replicated, tasks, seed)
                        .run()
                        .faults()
                        .isEmpty();
            }
        });
    }

    Report run() throws Exception {
        Awaits awaits = new Awaits(replicated.worker(), MOST_UNDER_WAY);
        long begin = System.nanoTime();
        Random random = new Random(seed);
        for (long row = 1; row <= tasks; row++) {
            awaits.awaitRoom();
            write(awaits, random.nextInt(100), row);
        }
        // The standby's rows are the primary's, later
        Report report = awaits.compare(replicated.database().tasks());
        System.out.printf(
                "Standby of PostgreSQL 18, %d ms behind: %d tasks, seed %d, %.1f s%n%s",
                replicated.delayMillis(), tasks, seed, (System.nanoTime() - begin) / 1e9, report);
        return report;
    }

    private void write(Awaits awaits, int percent, long row) {
        BarrierToken late = null;
        try (Session session = replicated.factory().openSession()) {
            session.beginTransaction();
            session.persist(new Task(row));
            session.flush();
            BarrierToken token = AfterCommit.of(session).token();
            if (percent < 10) {
                session.getTransaction().rollback();
                awaits.send("rollback", token, row);
            } else if (percent < 55) {
                awaits.send("commit", token, row);
                session.getTransaction().commit();
            } else {
                session.getTransaction().commit();
                late = percent < 80 ? token : AfterCommit.of(session).token();
            }
        }
        if (late != null) {
            awaits.send(percent < 80 ? "commit, asked afterwards" : "commit, token from outside", late, row);
        }
    }
}
