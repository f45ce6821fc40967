package dev.aftercommit.internal.transaction;

import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is kept for a session among the observers of its transaction coordinator, which tells nobody of them. Told to remove this
 * one, the coordinator looks for it, and asks it whether it is equal to each that there is, as {@link java.util.Collection#remove} has to.
 * It is equal to none.
 *
 * <p>So what is kept for a session is kept by the session alone, and goes with it. A map would have to be told of sessions that end,
 * and of those that never do.
 */
final class ObserverSearch implements TransactionObserver {

    /** Of this and of what it looks for, where a coordinator has a hash set. */
    static final int HASH_CODE = 0;

    private @Nullable SessionCallbacks found;

    private ObserverSearch() {}

    /** What is kept for the sessions of the coordinator; null if there is nothing yet. */
    static @Nullable SessionCallbacks of(TransactionCoordinator coordinator) {
        ObserverSearch search = new ObserverSearch();
        coordinator.removeObserver(search);
        return search.found;
    }

    @Override
    public boolean equals(@Nullable Object observer) {
        if (observer instanceof SessionCallbacks callbacks) {
            found = callbacks;
        }
        return false;
    }

    @Override
    public int hashCode() {
        return HASH_CODE;
    }

    @Override
    public void afterBegin() {}

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(boolean successful, boolean delayed) {}
}
