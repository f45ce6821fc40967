package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Synchronizations of Spring, in transactions of nothing else. */
public class Spring extends Turns {

    private static final int CALLBACKS = 1000;

    long count;

    private final TransactionTemplate template = new TransactionTemplate(new NoResource());

    @Benchmark
    public void many() {
        template.executeWithoutResult(status -> {
            for (int i = 0; i < CALLBACKS; i++) {
                TransactionSynchronizationManager.registerSynchronization(new Counter());
            }
        });
    }

    private final class Counter implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            count++;
        }
    }
}
