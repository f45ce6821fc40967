package dev.aftercommit.sample.feed;

import static jakarta.transaction.Status.STATUS_NO_TRANSACTION;

import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** The numbers of the transactions that the feed tells of. */
@Singleton
class ToldTransactions {
    private static final String NUMBER = ToldTransactions.class.getName();

    private final AtomicLong numbers = new AtomicLong();
    private final TransactionSynchronizationRegistry registry;

    ToldTransactions(TransactionSynchronizationRegistry registry) {
        this.registry = registry;
    }

    /** The number of this thread's transaction; 0 where it has none that is told of. */
    long current() {
        if (registry.getTransactionStatus() == STATUS_NO_TRANSACTION) {
            return 0;
        }
        return registry.getResource(NUMBER) instanceof Long number ? number : 0;
    }

    /** Gives this thread's transaction a number. */
    long begin() {
        long number = numbers.incrementAndGet();
        registry.putResource(NUMBER, number);
        return number;
    }
}
