package dev.aftercommit.internal.transaction;

import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static dev.aftercommit.TransactionOutcome.UNKNOWN;
import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.compat.CompletionStatus;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of one transaction of one session, and of the sessions that share its connection: the one mutable object of
 * the library, confined to the thread of its transaction.
 *
 * <p>Hibernate tells it of the completion twice. As a {@code Synchronization} it is told first, before anything of
 * Hibernate's own: it records the outcome, and only then enters the queue of after-completion processes, which holds all of
 * Hibernate's own by that time. So it is called there when these are done, and delivers. Before the end of its transaction it is
 * in no queue that the end of another could work off.
 */
public final class TransactionCallbacks implements AfterTransactionCompletionProcess, Synchronization {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final SessionCallbacks session;
    private final Object transaction;

    private Scope scope = new Scope(null);
    private @Nullable List<Scope> discarded;

    // What a test collects instead of letting it run
    private @Nullable Map<Callback, List<Captured>> captured;

    private long number;

    // A transaction manager may tell it on a thread of its own
    private volatile @Nullable TransactionOutcome recorded;

    private boolean commitSucceeded;
    private boolean aborted;
    private boolean followedByHibernate;
    private boolean completed;

    TransactionCallbacks(SessionCallbacks session, Object transaction) {
        this.session = session;
        this.transaction = transaction;
    }

    /** Registers a callback behind all others. */
    public void add(Callback callback) {
        scope.add(callback);
        added(callback);
    }

    /** Registers a callback that is to run at once, which no test captures. */
    void addUncaptured(Callback callback) {
        scope.add(callback);
        session.factory().observation().registered(this, callback);
    }

    private void added(Callback callback) {
        Capture capture = session.factory().captures().current();
        if (capture != null) {
            captured = captured == null ? new IdentityHashMap<>() : captured;
            captured.put(callback, capture.add(this, callback));
        }
        session.factory().observation().registered(this, callback);
    }

    void addOnce(Object key, Runnable runnable) {
        CommitCallback callback = scope.addOnce(key, runnable);
        if (callback != null) {
            added(callback);
        }
    }

    /** The token of the innermost scope that is open; issued by the first call. */
    BarrierToken token() {
        BarrierToken token = scope.token();
        if (token == null) {
            token = session.factory().tokens().issue(session.session(), scope.outer() != null);
            scope.add(token);
            OpenTokens.add(token, this);
        }
        return token;
    }

    /** The innermost scope that is open. */
    public Scope scope() {
        return scope;
    }

    /** Opens a scope within the innermost one. */
    Scope openScope() {
        scope = new Scope(scope);
        return scope;
    }

    /** Ends a scope that is open, and keeps what was registered in it. */
    void keepScope(Scope inner) {
        Scope outer = inner.outer();
        if (outer != null && scope.isWithin(inner)) {
            keepScopesDownTo(outer);
        }
    }

    /** Ends a scope that is open, and whose savepoint was rolled back. What waits for a rollback is told when the transaction ends. */
    void discardScope(Scope inner) {
        Scope outer = inner.outer();
        if (outer != null && scope.isWithin(inner)) {
            keepScopesDownTo(inner);
            discardInnermost(outer);
        }
    }

    /** Ends all scopes, which were rolled back with the outermost. */
    void discardAll() {
        if (!completed) {
            keepOpenScopes();
            discardInnermost(new Scope(null));
        }
    }

    private void discardInnermost(Scope outer) {
        withhold(scope.callbacks(), ROLLED_BACK);
        scope.tokens().forEach(OpenTokens::remove);
        discarded = discarded == null ? new ArrayList<>(1) : discarded;
        discarded.add(scope);
        scope = outer;
    }

    private void keepScopesDownTo(Scope target) {
        for (Scope outer = scope.outer(); scope != target && outer != null; outer = scope.outer()) {
            scope.keepIn(outer);
            scope = outer;
        }
    }

    /** Takes out what a test has captured: after a commit it waits for the test, and otherwise it is gone. */
    private List<Callback> withhold(List<Callback> callbacks, TransactionOutcome outcome) {
        if (captured == null) {
            return callbacks;
        }
        List<Callback> others = new ArrayList<>();
        for (Callback callback : List.copyOf(callbacks)) {
            List<Captured> calls = captured.get(callback);
            if (calls == null) {
                others.add(callback);
            } else if (outcome != COMMITTED) {
                calls.forEach(call -> call.remove(outcome));
            }
        }
        return others;
    }

    /** Takes a callback out that has run before its transaction has ended, or is never to run. */
    void forget(Callback callback) {
        for (Scope open = scope; open != null; open = open.outer()) {
            open.forget(callback);
        }
    }

    /** The session, as long as the transaction is open. */
    @Nullable
    SharedSessionContractImplementor openSession() {
        return completed ? null : session.session();
    }

    boolean isCompleted() {
        return completed;
    }

    /** Registers a callback that waits for more than a commit; where the rollback is past already, it runs at once. */
    void addOrRun(Callback callback) {
        add(callback);
        TransactionOutcome outcome = recorded;
        if (outcome != null && !followedByHibernate) {
            complete(outcome, "");
        }
    }

    /** Whether the transaction has been rolled back although it is still bound to the thread. */
    boolean isRolledBack() {
        return session.canTimeOut() && session.factory().transactions().isRolledBack(transaction);
    }

    /** Whether there is no transaction, and callbacks run at once as if after a commit. */
    boolean isNone() {
        return transaction == session;
    }

    /** A number that no other transaction of this process has; given when it is first asked for. */
    long number() {
        if (number == 0) {
            number = NUMBERS.incrementAndGet();
        }
        return number;
    }

    Object transaction() {
        return transaction;
    }

    SessionCallbacks session() {
        return session;
    }

    boolean isFollowedByHibernate() {
        return followedByHibernate;
    }

    /** Has this object told of the completion by the coordinator of the session, which takes part in the transaction. */
    public void followHibernate(TransactionCoordinator coordinator) {
        followedByHibernate = true;
        coordinator.getLocalSynchronizations().registerSynchronization(this);
    }

    /** As a {@code Synchronization}, and the last moment at which the connection is at hand. */
    @Override
    public void beforeCompletion() {
        aborted = session.isAborted();
        if (!aborted && session.factory().policies().unknown() == UnknownPolicy.ALWAYS && !scope.isEmpty()) {
            issueToResolve();
            // A statement that was refused has aborted the transaction
            aborted = session.isAborted();
        }
    }

    /** A transaction whose COMMIT fails can be asked for by its token only. */
    private void issueToResolve() {
        try {
            keepOpenScopes();
            token();
        } catch (RuntimeException e) {
            if (session.factory().isFirstWarningOf("token before commit")) {
                LOG.noTokenBeforeCommit(e);
            }
        }
    }

    /** As a {@code Synchronization}: records the outcome, and enters the queue. */
    @Override
    public void afterCompletion(int status) {
        if (!completed && recorded == null) {
            record(
                    status == Status.STATUS_COMMITTED
                            ? COMMITTED
                            : CompletionStatus.failed(status, session.driverStatus()));
            session.enqueue(this);
        }
    }

    /** Keeps the outcome until the callbacks are delivered. */
    public void record(TransactionOutcome outcome) {
        recorded = outcome;
    }

    /** Notes that the COMMIT has succeeded, which counts if nobody tells of the completion. */
    void commitSucceeded() {
        commitSucceeded = true;
    }

    /** The outcome as far as it is known; null while it is not. */
    @Nullable
    TransactionOutcome known() {
        return recorded == null && commitSucceeded ? COMMITTED : recorded;
    }

    /**
     * As an after-completion process: delivers. The flag is not asked, since it is that of whichever transaction works off
     * the queue.
     */
    @Override
    public void doAfterTransactionCompletion(boolean success, SharedSessionContractImplementor teller) {
        deliver();
    }

    /** Gives back the connection that the session may hold, now that it has ended. */
    void giveConnectionBack() {
        session.giveConnectionBack();
    }

    /** Delivers the callbacks if the outcome was recorded. Failures are thrown when Hibernate is done with its own work. */
    void deliver() {
        TransactionOutcome outcome = recorded;
        if (outcome != null && !completed) {
            session.deliver(end(outcome, "Hibernate does not know"));
        }
    }

    /**
     * Ends this transaction where Hibernate has no part in it any more.
     *
     * @throws VirtualMachineError what a callback has thrown of that kind, after all others have run
     */
    public void complete(TransactionOutcome outcome, String reasonIfUnknown) {
        if (!completed) {
            // The connection stays: the session may be in the midst of something else
            if (session.factory().runner().run(end(outcome, reasonIfUnknown), false) instanceof Error error) {
                throw error;
            }
        }
    }

    private CompletedTransaction end(TransactionOutcome told, String reasonIfUnknown) {
        // From here on it takes part in nothing more
        completed = true;
        session.completed(this);
        keepOpenScopes();
        TransactionOutcome outcome = told == COMMITTED && aborted ? rolledBackInstead() : resolved(told);
        scope.tokens().forEach(OpenTokens::remove);
        List<Callback> callbacks = withhold(scope.callbacks(), outcome);
        if (outcome == UNKNOWN) {
            warnOfDropped(callbacks, reasonIfUnknown);
        }
        CompletedTransaction ended = new CompletedTransaction(this, outcome, discardedScopes(), callbacks);
        // Hibernate may hold this object for as long as the session lives
        scope.clear();
        discarded = null;
        captured = null;
        return ended;
    }

    /** Where Hibernate does not know, the database may. */
    private TransactionOutcome resolved(TransactionOutcome told) {
        BarrierToken token = scope.token();
        return told == UNKNOWN && token != null && session.factory().policies().unknown() != UnknownPolicy.NEVER
                ? session.resolve(token)
                : told;
    }

    /** Hibernate has taken it for a commit, and put its entities into the caches. */
    private TransactionOutcome rolledBackInstead() {
        LOG.rolledBackInstead();
        session.evictCaches();
        return ROLLED_BACK;
    }

    /** Scopes are open where the work in them has ended the transaction. */
    private void keepOpenScopes() {
        Scope outermost = scope;
        for (Scope outer = scope; outer != null; outer = outer.outer()) {
            outermost = outer;
        }
        keepScopesDownTo(outermost);
    }

    private List<List<Callback>> discardedScopes() {
        if (discarded == null) {
            return List.of();
        }
        // What Hibernate put there for entities of a savepoint that was rolled back
        session.evictCaches();
        return discarded.stream()
                .map(scope -> withhold(scope.callbacks(), ROLLED_BACK))
                .toList();
    }

    /**
     * For the hash set of synchronizations in which Hibernate keeps this, as a rule alone. A hash code of its identity would have to
     * be made first.
     */
    @Override
    public int hashCode() {
        return 0;
    }

    private static void warnOfDropped(List<Callback> callbacks, String reason) {
        int dropped = 0;
        for (Callback callback : callbacks) {
            for (int index = 0; index < callback.size(); index++) {
                dropped += callback.runsAfter(UNKNOWN, index) ? 0 : 1;
            }
        }
        if (dropped > 0) {
            LOG.droppedForUnknownOutcome(dropped, reason);
        }
    }
}
