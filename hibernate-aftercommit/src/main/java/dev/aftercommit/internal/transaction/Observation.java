package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.spi.CommitObserver;
import dev.aftercommit.spi.ObservedCallback;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the {@link CommitObserver} of a factory, where there is one, and keeps its failures to itself. */
public final class Observation {

    private final @Nullable Supplier<CommitObserver> observer;

    /**
     * An observation by the observer that the supplier gives when there is first something to tell: bean containers are
     * not ready while the session factory is built.
     */
    public Observation(@Nullable Supplier<CommitObserver> observer) {
        this.observer = observer;
    }

    void registered(TransactionCallbacks transaction, Callback callback) {
        if (observer != null) {
            for (int i = 0; i < callback.size(); i++) {
                tell(observer, transaction, callback, i, CommitObserver::registered);
            }
        }
    }

    void started(TransactionCallbacks transaction, Callback callback, int index) {
        if (observer != null) {
            tell(observer, transaction, callback, index, CommitObserver::started);
        }
    }

    void succeeded(TransactionCallbacks transaction, Callback callback, int index) {
        if (observer != null) {
            tell(observer, transaction, callback, index, CommitObserver::succeeded);
        }
    }

    void failed(TransactionCallbacks transaction, Callback callback, int index, Throwable failure) {
        if (observer != null) {
            tell(observer, transaction, callback, index, (o, observed) -> o.failed(observed, failure));
        }
    }

    void discarded(TransactionCallbacks transaction, Callback callback, int index, TransactionOutcome outcome) {
        if (observer != null) {
            tell(observer, transaction, callback, index, (o, observed) -> o.discarded(observed, outcome));
        }
    }

    private static void tell(
            Supplier<CommitObserver> supplier,
            TransactionCallbacks transaction,
            Callback callback,
            int index,
            BiConsumer<CommitObserver, ObservedCallback> message) {
        try {
            message.accept(supplier.get(), new ObservedCallback(transaction.number(), callback.description(index)));
        } catch (Throwable e) {
            LOG.observerFailed(e);
        }
    }
}
