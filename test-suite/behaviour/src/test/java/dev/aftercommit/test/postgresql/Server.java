package dev.aftercommit.test.postgresql;

import dev.aftercommit.test.support.TestFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.Session;

/** What a test does to the server, on a connection of its own, while a session is in a transaction. */
final class Server {

    private final TestFactory factory;

    Server(TestFactory factory) {
        this.factory = factory;
    }

    /** No two seats of one number, which is checked when the transaction commits. */
    void checkNumbersAtCommit() {
        factory.get();
        execute("alter table Seat add constraint one_number unique (number) deferrable initially deferred");
    }

    /** Has the backend of whoever inserts a seat do something when its transaction commits. */
    void atCommit(String statement) {
        factory.get();
        execute("create function at_commit() returns trigger language plpgsql as $$ begin " + statement
                + "; return null; end $$");
        execute("create constraint trigger at_commit after insert on Seat deferrable initially deferred"
                + " for each row execute function at_commit()");
    }

    /** Ends the backend of a session, and returns when it is gone. */
    void kill(int backend) {
        execute("select pg_terminate_backend(" + backend + ", 60000)");
    }

    /** Has a session commit, and kills its backend after the commit, while that waits for a standby, which is not there, before it answers. */
    void loseTheAnswer(Session session, int backend, Runnable commit) {
        session.createNativeMutationQuery("set local synchronous_commit = on").executeUpdate();
        CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> {
            awaitWait(backend, "SyncRep");
            kill(backend);
        });
        commit.run();
        killer.join();
    }

    /** Returns when a backend waits for something; {@code SyncRep}, say. */
    private void awaitWait(int backend, String event) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        String waiting =
                "select count(*) from pg_stat_activity where pid = " + backend + " and wait_event = '" + event + "'";
        while (number(waiting) == 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The backend does not wait for " + event);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** The backend of a session's transaction. */
    static int backend(Session session) {
        return session.createNativeQuery("select pg_backend_pid()", Integer.class)
                .getSingleResult();
    }

    void execute(String sql) {
        try (Connection connection = factory.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String query) {
        try (Connection connection = factory.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
