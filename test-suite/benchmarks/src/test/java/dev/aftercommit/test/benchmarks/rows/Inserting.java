package dev.aftercommit.test.benchmarks.rows;

import java.util.function.Consumer;
import org.hibernate.Session;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Each invocation inserts the same rows into tables that are empty. What a row costs the database depends on those that are there
 * already; were they left, the quicker of two processes would soon measure something else.
 */
public abstract class Inserting extends Rows {

    /** How many transactions of a row are one invocation, so that emptying the tables does not count. */
    static final int TRANSACTIONS = 1000;

    long id;

    Inserting(Class<?>... entities) {
        super(entities);
    }

    void inTransactions(Consumer<Session> work) {
        for (int i = 0; i < TRANSACTIONS; i++) {
            factory.inTransaction(work);
        }
    }

    @TearDown(Level.Invocation)
    public void clear() {
        for (Class<?> entity : entities) {
            Database.clear(factory, entity);
        }
        id = 0;
    }
}
