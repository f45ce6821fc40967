package dev.aftercommit.test.benchmarks.rows;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.openjdk.jmh.annotations.Benchmark;

/** Interposed synchronizations of Narayana, in transactions of nothing else. */
public class Interposed extends Turns {

    private static final int CALLBACKS = 1000;

    long count;

    private final TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
    private final TransactionSynchronizationRegistry registry = new TransactionSynchronizationRegistryImple();

    @Benchmark
    public void many() throws Exception {
        manager.begin();
        for (int i = 0; i < CALLBACKS; i++) {
            registry.registerInterposedSynchronization(new Counter());
        }
        manager.commit();
    }

    private final class Counter implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                count++;
            }
        }
    }
}
