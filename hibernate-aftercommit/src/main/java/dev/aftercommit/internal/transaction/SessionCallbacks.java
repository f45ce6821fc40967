package dev.aftercommit.internal.transaction;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.AfterCommitException;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.compat.CompletionProcesses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the library keeps for one session, from its first callback on, for it and the sessions that share its connection. It finds
 * the {@link TransactionCallbacks} that a registration belongs to, and it hears when the session begins a transaction or is closed,
 * which is the time to settle what Hibernate never told the end of.
 */
public final class SessionCallbacks implements TransactionObserver, SessionEventListener {

    private static final long serialVersionUID = 1;

    private final transient FactoryContext factory;
    private final transient SharedSessionContractImplementor session;

    // The one that was begun last of those that have not ended, and the others. These there are with JTA only, while a
    // transaction that the session has joined is suspended
    private transient @Nullable TransactionCallbacks last;
    private transient List<TransactionCallbacks> others = List.of();

    // Complete, but waiting for the connection to be given back
    private transient @Nullable Deque<CompletedTransaction> deferred;
    private boolean runningDeferred;

    // Whether the COMMIT of the transaction is all that can be next
    private boolean committing;

    private transient @Nullable Throwable thrownLater;

    // While a completion is worked off, a JTA session takes itself for joined in whatever transaction a callback
    // begins; and where a foreign failure made Hibernate break that work off, for ever after
    private boolean hibernateIsCompleting;

    // What a late callback registers is not for the transaction that has just begun
    private boolean beginning;

    private boolean closing;

    private final boolean canTimeOut;

    SessionCallbacks(FactoryContext factory, SharedSessionContractImplementor session) {
        this.factory = factory;
        this.session = session;
        this.canTimeOut = factory.transactions().canTimeOut();
        session.getTransactionCoordinator().addObserver(this);
        session.getEventListenerManager().addListener(this);
    }

    /** The callbacks of the transaction that a registration belongs to; null where none is active. */
    @Nullable
    TransactionCallbacks current() {
        return beginning ? null : currentOfFlush();
    }

    /** The callbacks of the transaction that a flush belongs to; null where none is active. */
    public @Nullable TransactionCallbacks currentOfFlush() {
        Object transaction = factory.transactions().active(session);
        if (transaction == null) {
            // One that is over may be just about to be told of it
            return null;
        }
        return last != null && others.isEmpty() && last.transaction().equals(transaction)
                ? last
                : settleOthers(transaction);
    }

    /** The callbacks of a transaction, where others may have ended untold. */
    private TransactionCallbacks settleOthers(Object transaction) {
        TransactionCallbacks current = null;
        for (TransactionCallbacks callbacks : open()) {
            if (callbacks.transaction().equals(transaction)) {
                current = callbacks;
            } else {
                settle(callbacks, "the session was used in another transaction");
            }
        }
        return current == null ? begin(transaction) : current;
    }

    /** Makes the callbacks of a transaction that has none yet. */
    TransactionCallbacks begin(Object transaction) {
        TransactionCallbacks callbacks = new TransactionCallbacks(this, transaction);
        if (factory.transactions().isRolledBack(transaction)) {
            // Nobody tells of it any more
            callbacks.record(TransactionOutcome.ROLLED_BACK);
        } else {
            boolean hibernateFollows = !hibernateIsCompleting && last == null;
            if (last != null) {
                others = open();
            }
            last = callbacks;
            factory.transactions().follow(callbacks, session, hibernateFollows);
            factory.ambientTransactions().begun(session, callbacks);
        }
        return callbacks;
    }

    /** Runs a callback of the session as if after a commit, where no transaction is active that it could wait for. */
    public void runAtOnce(Callback callback) {
        TransactionCallbacks callbacks = new TransactionCallbacks(this, this);
        callbacks.addUncaptured(callback);
        callbacks.complete(TransactionOutcome.COMMITTED, "");
    }

    /** Ends a transaction that has ended untold. Does nothing to one that goes on. */
    private void settle(TransactionCallbacks callbacks, String reason) {
        TransactionOutcome outcome = callbacks.known();
        if (outcome != null) {
            LOG.deliveredLate(outcome.name());
        } else {
            outcome = factory.transactions().outcome(callbacks.transaction(), session);
        }
        if (outcome != null) {
            hibernateIsCompleting |= callbacks.isFollowedByHibernate();
            callbacks.complete(outcome, reason);
        }
    }

    private void settleAll(String reason) {
        for (TransactionCallbacks callbacks : open()) {
            settle(callbacks, reason);
        }
    }

    /** Those that have not ended, in the order of their beginning. Who goes through them may end them. */
    private List<TransactionCallbacks> open() {
        if (last == null) {
            return List.of();
        }
        return others.isEmpty()
                ? List.of(last)
                : Stream.concat(others.stream(), Stream.of(last)).toList();
    }

    void completed(TransactionCallbacks callbacks) {
        if (callbacks == last) {
            int next = others.size() - 1;
            last = next < 0 ? null : others.get(next);
            others = next < 0 ? others : others.subList(0, next);
        } else if (!others.isEmpty()) {
            others = others.stream().filter(other -> other != callbacks).toList();
        }
    }

    SharedSessionContractImplementor session() {
        return session;
    }

    /** Whether a transaction can be rolled back by others: asked at each registration, of which there may be many. */
    boolean canTimeOut() {
        return canTimeOut;
    }

    FactoryContext factory() {
        return factory;
    }

    /** Runs what Hibernate is done with, now or when the session gives its connection back. */
    void deliver(CompletedTransaction transaction) {
        if (!transaction.isEmpty() && factory.heldConnections().isToBeAwaited(session)) {
            deferred = deferred == null ? new ArrayDeque<>(1) : deferred;
            deferred.add(transaction);
        } else {
            Throwable failure = factory.runner().run(transaction, true);
            thrownLater = failure == null ? thrownLater : failure;
        }
    }

    private void runDeferred() {
        if (deferred == null || runningDeferred) {
            // None waits; or the connection that a deferred callback has taken is given back
            return;
        }
        runningDeferred = true;
        Error fatal = null;
        try {
            while (!deferred.isEmpty()) {
                Throwable failure = factory.runner().run(deferred.remove(), true);
                fatal = failure instanceof Error error ? error : fatal;
            }
        } finally {
            runningDeferred = false;
        }
        if (fatal != null) {
            throw fatal;
        }
    }

    /** Has the callbacks delivered by the queue of the session; where no queue takes them, this observer does it. */
    void enqueue(TransactionCallbacks callbacks) {
        hibernateIsCompleting = true;
        try {
            CompletionProcesses.register(session, callbacks);
        } catch (RuntimeException closed) {
            LOG.tracef(closed, "The session takes no completion process");
        }
    }

    void evictCaches() {
        session.getFactory().getCache().evictAllRegions();
    }

    void giveConnectionBack() {
        factory.heldConnections().giveBack(session);
    }

    /** Asks the database, which may need the connection that is held. */
    TransactionOutcome resolve(BarrierToken token) {
        giveConnectionBack();
        return factory.tokens().resolve(token);
    }

    boolean isAborted() {
        return AbortedTransactions.isAborted(session);
    }

    TransactionStatus driverStatus() {
        return session.getTransactionCoordinator().getTransactionDriverControl().getStatus();
    }

    @Override
    public void afterBegin() {
        committing = false;
        // Not for the next caller: that of the transaction whose completion was broken off has seen an exception
        thrownLater = null;
        beginning = true;
        try {
            for (TransactionCallbacks callbacks : open()) {
                // The status of the driver is that of the new transaction by now
                TransactionOutcome outcome = callbacks.known();
                callbacks.complete(
                        outcome == null ? TransactionOutcome.UNKNOWN : outcome,
                        "the session began another transaction");
            }
        } finally {
            beginning = false;
        }
    }

    @Override
    public void beforeCompletion() {
        committing = true;
    }

    /** Comes after the queue was worked off: delivers where there was none to enter. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
        if (last != null) {
            // Nothing is recorded for a transaction that a callback has begun on this session and left open
            open().forEach(TransactionCallbacks::deliver);
        }
        hibernateIsCompleting = false;
        committing = false;
        Throwable failure = thrownLater;
        thrownLater = null;
        if (failure instanceof Error error && factory.transactions().throwsToCaller()) {
            throw error;
        } else if (failure instanceof AfterCommitException exception
                && !factory.ambientTransactions().throwLater(session, exception)
                && factory.policies().throwsFailures()) {
            throwUnlessAnotherIsInProgress(exception);
        }
    }

    private void throwUnlessAnotherIsInProgress(AfterCommitException exception) {
        if (factory.transactions().isInProgress(session)) {
            // Before 7.4 Hibernate would roll it back
            LOG.failureIsNotThrown(exception.toString());
        } else {
            throw exception;
        }
    }

    /** The session is being closed; its connection is given back after this. */
    @Override
    public void end() {
        closing = true;
        if (last != null && !session.getJdbcCoordinator().getLogicalConnection().isPhysicallyConnected()) {
            settleAll("the session was closed");
        }
    }

    @Override
    public void jdbcConnectionReleaseEnd() {
        if (committing && last != null && factory.transactions().hasCommitted(session)) {
            // There are no others: of a JTA transaction, the transaction manager tells
            last.commitSucceeded();
        }
        committing = false;
        runDeferred();
        if (closing) {
            settleAll("the session was closed");
        }
    }

    /** That of the search by which it is found. */
    @Override
    public int hashCode() {
        return ObserverSearch.HASH_CODE;
    }
}
