package dev.aftercommit.sample.feed;

import static dev.aftercommit.sample.feed.FeedEvent.Type.BEGUN;
import static dev.aftercommit.sample.feed.FeedEvent.Type.COMMITTED;
import static dev.aftercommit.sample.feed.FeedEvent.Type.ROLLED_BACK;
import static jakarta.interceptor.Interceptor.Priority.APPLICATION;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Tells the feed of a transaction's beginning and end; called within the transaction. */
@Told
@Interceptor
@Priority(APPLICATION)
class ToldInterceptor {
    private final Feed feed;
    private final ToldTransactions transactions;
    private final TransactionSynchronizationRegistry registry;

    ToldInterceptor(Feed feed, ToldTransactions transactions, TransactionSynchronizationRegistry registry) {
        this.feed = feed;
        this.transactions = transactions;
        this.registry = registry;
    }

    @AroundInvoke
    Object tell(InvocationContext invocation) throws Exception {
        if (transactions.current() != 0) {
            return invocation.proceed(); // within a transaction that is told of already
        }
        long number = transactions.begin();
        String title = invocation.getMethod().getAnnotation(Told.class).value();
        feed.tell(new FeedEvent(number, BEGUN, title));
        try {
            return invocation.proceed();
        } finally {
            // Registered last, and so told first: before the callbacks run
            registry.registerInterposedSynchronization(new End(number));
        }
    }

    private final class End implements Synchronization {
        private final long number;

        End(long number) {
            this.number = number;
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            feed.tell(
                    status == Status.STATUS_COMMITTED
                            ? new FeedEvent(number, COMMITTED, "")
                            : new FeedEvent(number, ROLLED_BACK, ""));
        }
    }
}
