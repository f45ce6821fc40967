package dev.aftercommit.test.barrier.crash;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.test.barrier.support.Awaits;
import dev.aftercommit.test.barrier.support.Task;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Writers that make random transactions until the server crashes under them, and leave some open. */
final class Writers {

    private static final int WRITERS = 6;
    private static final int MOST_OPEN = 6;
    private static final int FEWEST = 60;

    /** So many they need. */
    static final int CONNECTIONS = WRITERS * (MOST_OPEN + 1) + 4;

    private final SessionFactory factory;
    private final Awaits awaits;
    private final AtomicLong rows = new AtomicLong();
    private final Collection<Late> late = new ConcurrentLinkedQueue<>();
    private volatile boolean crashed;

    Writers(SessionFactory factory, Awaits awaits) {
        this.factory = factory;
        this.awaits = awaits;
    }

    /** Has them write some transactions, and go on until the server has crashed. */
    void writeUntil(Crash crash, Random random) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        crashed = false;
        try {
            List<Future<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random own = new Random(random.nextLong());
                writers.add(executor.submit(writer(own)));
            }
            awaitTransactions(FEWEST + random.nextInt(2 * FEWEST));
            crash.happens();
            crashed = true;
            for (Future<Void> writer : writers) {
                writer.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private void awaitTransactions(int count) {
        long enough = rows.get() + count;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (rows.get() < enough) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Only " + rows + " transactions, expected " + enough);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private Callable<Void> writer(Random random) {
        return () -> {
            List<Session> open = new ArrayList<>();
            try {
                while (!crashed) {
                    write(random, open);
                }
            } catch (PersistenceException e) {
                // The server has crashed
            }
            for (Session session : open) {
                closeQuietly(session);
            }
            return null;
        };
    }

    private void write(Random random, List<Session> open) {
        Kind kind = Kind.of(random, open.size() < MOST_OPEN);
        long row = rows.incrementAndGet();
        Session session = factory.openSession();
        boolean keep = false;
        try {
            session.beginTransaction();
            if (kind == Kind.COMMITS_WITHOUT_FLUSH) {
                session.createNativeMutationQuery("set local synchronous_commit = off")
                        .executeUpdate();
            }
            if (kind != Kind.OPEN_AND_EMPTY) {
                session.persist(new Task(row));
                session.flush();
            }
            BarrierToken token = AfterCommit.of(session).token();
            // What commits without a flush may be seen and then be lost, of which no waiter can know
            if (kind == Kind.COMMITS_WITHOUT_FLUSH || random.nextBoolean()) {
                late.add(new Late(kind, token, row));
            } else {
                awaits.send(kind.toString(), token, row);
            }
            keep = kind.ends(session, row);
        } finally {
            if (keep) {
                open.add(session);
            } else {
                closeQuietly(session);
            }
        }
    }

    private static void closeQuietly(Session session) {
        try {
            session.close();
        } catch (PersistenceException e) {
            // Its connection is gone
        }
    }

    /** Sends the tasks that nobody has waited for yet. */
    void sendLate() {
        late.forEach(task -> awaits.send(task.kind() + ", asked afterwards", task.token(), task.row()));
        late.clear();
    }

    /** Something after which the server is another. */
    interface Crash {

        void happens() throws Exception;
    }

    private record Late(Kind kind, BarrierToken token, long row) {}

    /** What a transaction does. */
    private enum Kind {
        COMMITS,
        COMMITS_WITHOUT_FLUSH,
        ROLLS_BACK,
        PREPARES,
        OPEN,
        OPEN_AND_EMPTY;

        static Kind of(Random random, boolean mayStayOpen) {
            int percent = random.nextInt(100);
            if (mayStayOpen && percent < 40) {
                return percent < 20 ? OPEN : OPEN_AND_EMPTY;
            } else if (percent < 55) {
                return ROLLS_BACK;
            } else if (percent < 60) {
                return PREPARES;
            }
            return percent < 75 ? COMMITS_WITHOUT_FLUSH : COMMITS;
        }

        /** Ends a transaction, or leaves it open. */
        boolean ends(Session session, long row) {
            switch (this) {
                case COMMITS, COMMITS_WITHOUT_FLUSH -> session.getTransaction().commit();
                case ROLLS_BACK -> session.getTransaction().rollback();
                case PREPARES -> {
                    PreparedTransactions.prepare(session, row);
                    session.getTransaction().commit();
                }
                case OPEN, OPEN_AND_EMPTY -> {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
