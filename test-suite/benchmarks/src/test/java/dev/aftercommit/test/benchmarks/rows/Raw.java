package dev.aftercommit.test.benchmarks.rows;

import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks;
import org.openjdk.jmh.annotations.Benchmark;

/** Callbacks that Hibernate itself is given. */
public class Raw extends Rows {

    private static final int CALLBACKS = 1000;

    long count;

    public Raw() {
        super(Plain.class);
    }

    @Benchmark
    public void once() {
        factory.inTransaction(session -> register(queue(session)));
    }

    @Benchmark
    public void many() {
        factory.inTransaction(session -> {
            TransactionCompletionCallbacks queue = queue(session);
            for (int i = 0; i < CALLBACKS; i++) {
                register(queue);
            }
        });
    }

    static TransactionCompletionCallbacks queue(Session session) {
        return session.unwrap(SharedSessionContractImplementor.class).getTransactionCompletionCallbacks();
    }

    private void register(TransactionCompletionCallbacks queue) {
        queue.registerCallback((successful, session) -> {
            if (successful) {
                count++;
            }
        });
    }
}
