package dev.aftercommit.test.barrier.soak;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.test.barrier.soak.Plan.Scope;
import dev.aftercommit.test.barrier.support.Awaits;
import dev.aftercommit.test.barrier.support.Task;
import dev.aftercommit.test.barrier.support.TestDatabase;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Makes one planned transaction after the other. */
final class Writer {

    // Of MariaDB: ER_NO_SUCH_THREAD
    private static final int UNKNOWN_CONNECTION = 1094;

    private final TestDatabase database;
    private final SessionFactory factory;
    private final Awaits awaits;

    Writer(TestDatabase database, SessionFactory factory, Awaits awaits) {
        this.database = database;
        this.factory = factory;
        this.awaits = awaits;
    }

    /**
     * Makes a transaction; its tasks have the numbers {@code 2 * number} and, in a savepoint, {@code 2 * number + 1}. Returns whether
     * it ended without an exception.
     */
    boolean write(Plan plan, int number) throws SQLException {
        long row = 2L * number;
        BarrierToken token = null;
        boolean ended = false;
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            token = spawn(session, row);
            if (!plan.late()) {
                send(plan, token, row);
            }
            writeInScope(plan, session, row + 1);
            if (plan.holdMicros() > 0) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(plan.holdMicros()));
            }
            end(plan, session);
            ended = true;
        } catch (HibernateException e) {
            // Its connection was killed, be it for the transaction before
        }
        if (plan.late() && token != null) {
            send(plan, token, row);
        }
        return ended;
    }

    private void send(Plan plan, BarrierToken token, long row) {
        for (int waiter = 0; waiter < plan.waiters(); waiter++) {
            awaits.send(plan.end().toString(), token, row);
        }
    }

    private static BarrierToken spawn(Session session, long row) {
        session.persist(new Task(row));
        session.flush();
        return AfterCommit.of(session).token();
    }

    private void writeInScope(Plan plan, Session session, long row) {
        if (plan.scope() == Scope.NONE) {
            return;
        }
        try {
            AfterCommit.of(session).inSavepoint(() -> {
                awaits.send(plan.end() + ", savepoint " + plan.scope(), spawn(session, row), row);
                if (plan.scope() == Scope.DISCARDED) {
                    throw new DiscardedException();
                }
            });
        } catch (DiscardedException e) {
            // That was the plan
        }
    }

    private void end(Plan plan, Session session) throws SQLException {
        switch (plan.end()) {
            case COMMIT -> session.getTransaction().commit();
            case ROLLBACK -> session.getTransaction().rollback();
            case KILLED_BY_SERVER -> {
                killUnlessGone(session.doReturningWork(database::number));
                session.getTransaction().commit();
            }
            case ABORTED_BY_CLIENT -> {
                session.doWork(connection -> connection.abort(Runnable::run));
                session.getTransaction().commit();
            }
            case KILLED_IN_COMMIT -> commitAgainstKill(plan, session);
        }
    }

    /** That for the transaction before may have come meanwhile, and MariaDB complains of a second one. */
    private void killUnlessGone(long connection) throws SQLException {
        try {
            database.kill(connection);
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_CONNECTION) {
                throw e;
            }
        }
    }

    private void commitAgainstKill(Plan plan, Session session) {
        long connection = session.doReturningWork(database::number);
        CompletableFuture<Void> kill = CompletableFuture.runAsync(() -> {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(plan.killMicros()));
            try {
                database.kill(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            session.getTransaction().commit();
        } finally {
            // Where the commit was faster, it hits the transaction that has the connection next, but no later one
            kill.exceptionally(failure -> null).join();
        }
    }

    private static final class DiscardedException extends RuntimeException {}
}
