package dev.aftercommit.sample.feed;

import static jakarta.transaction.Status.STATUS_ACTIVE;
import static jakarta.transaction.Status.STATUS_NO_TRANSACTION;

import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** Which of the transactions on threads the feed tells of. */
@Singleton
class ToldTransactions {
    private static final Class<?> KEY = ToldTransaction.class;

    private final AtomicLong numbers = new AtomicLong();
    private final TransactionSynchronizationRegistry registry;

    ToldTransactions(TransactionSynchronizationRegistry registry) {
        this.registry = registry;
    }

    /** The number of this thread's transaction; 0 where it has none that is told of. */
    long current() {
        ToldTransaction transaction = transaction();
        return transaction == null ? 0 : transaction.number();
    }

    /** Has this thread's transaction tell the feed of its end, and returns its number. */
    long begin(Feed feed) {
        ToldTransaction transaction = new ToldTransaction(numbers.incrementAndGet(), feed);
        registry.putResource(KEY, transaction);
        registry.registerInterposedSynchronization(transaction);
        return transaction.number();
    }

    /** Has the feed told of the end before callbacks run: what is registered last is told first. */
    void callbackRegistered() {
        if (current() != 0 && registry.getTransactionStatus() == STATUS_ACTIVE) {
            registry.registerInterposedSynchronization(transaction());
        }
    }

    private ToldTransaction transaction() {
        return registry.getTransactionStatus() == STATUS_NO_TRANSACTION
                ? null
                : (ToldTransaction) registry.getResource(KEY);
    }
}
