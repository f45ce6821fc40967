package dev.aftercommit.test.random;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static dev.aftercommit.TransactionOutcome.COMMITTED;
import static dev.aftercommit.TransactionOutcome.ROLLED_BACK;
import static dev.aftercommit.TransactionOutcome.UNKNOWN;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.FailurePolicy;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.test.random.Execution.ModelFailure;
import dev.aftercommit.test.random.Row.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The rules, for one transaction: what is registered in it, in one list, and what of that is called when it has ended. A
 * savepoint is a mark in the list. The net change of an entity is the difference between the rows at two moments.
 */
class ModelTransaction {

    /** A callback, that of a future perhaps. {@code when} is null for any outcome; equal keys are registered once. */
    record Callback(TransactionOutcome when, Object key, Consumer<TransactionOutcome> body, Consumer<String> future) {}

    /** What a flush, which has a number, tells of an entity: what it wrote, and whether it knows the state before. */
    record Told(Key key, EntityOperation operation, Set<String> written, boolean knowsOldState, int flush) {}

    /** What a transaction or a scope has done to an entity as a whole. */
    record Change(Told first, EntityOperation operation, Set<String> changed, Row before, Row after) {}

    /** A token, and what is told of it once it is decided. */
    record Token(Consumer<TransactionOutcome> told) {}

    /** A place in the list, and the rows at that moment. */
    record Mark(int place, Map<Key, Row> rows) {}

    /** Begins a transaction. */
    interface Creator {
        ModelTransaction create(
                FailurePolicy policy, BiConsumer<Entity.Method, Change> entityCallback, Map<Key, Row> rows);
    }

    private final FailurePolicy policy;
    private final BiConsumer<Entity.Method, Change> entityCallback;
    private final List<Object> registered = new ArrayList<>();
    private final List<List<List<Callback>>> discarded = new ArrayList<>();
    private final Mark begin;

    ModelTransaction(FailurePolicy policy, BiConsumer<Entity.Method, Change> entityCallback, Map<Key, Row> rows) {
        this.policy = policy;
        this.entityCallback = entityCallback;
        this.begin = mark(rows);
    }

    /** R1, R3: the order is that of registration; an entity has its place at its first flush. */
    void register(Object callbackOrTold) {
        registered.add(callbackOrTold);
    }

    /** R2: where no transaction is active. */
    static void runAtOnce(Callback callback) {
        if (callback.when() != ROLLED_BACK) {
            callback.body().accept(COMMITTED);
        }
    }

    /** R13: a scope is opened. R14: nothing is to be done to keep it. */
    Mark mark(Map<Key, Row> rows) {
        return new Mark(registered.size(), rows);
    }

    /** R13, R15: all that was registered since is forgotten, but for what waits for the rollback. */
    void discard(Mark scope, Map<Key, Row> rows) {
        List<Object> since = registered.subList(scope.place(), registered.size());
        discarded.add(callbacks(since, scope.rows(), rows));
        since.removeIf(entry -> !(entry instanceof Token));
    }

    /** The barrier tells what the database knows, as soon as the database knows it: what never committed has not. */
    void settle(TransactionOutcome outcome) {
        settle(registered, outcome == COMMITTED ? COMMITTED : ROLLED_BACK);
    }

    /** The scope is rolled back in the database. */
    void settleSince(Mark scope) {
        settle(registered.subList(scope.place(), registered.size()), ROLLED_BACK);
    }

    private static void settle(List<Object> issued, TransactionOutcome outcome) {
        issued.removeIf(entry -> {
            boolean isToken = entry instanceof Token;
            if (isToken) {
                ((Token) entry).told().accept(outcome);
            }
            return isToken;
        });
    }

    /** R4, R7: from here on nothing is registered any more. Returns what the caller of commit is thrown. */
    Throwable end(TransactionOutcome outcome, Map<Key, Row> rows) {
        settle(outcome);
        List<List<Callback>> callbacks = callbacks(registered, begin.rows(), rows);
        Throwable fatal = null;
        for (List<List<Callback>> scope : discarded) {
            Throwable thrown = deliver(scope, ROLLED_BACK, FailurePolicy.LOG);
            fatal = fatal == null ? thrown : fatal;
        }
        Throwable thrown = deliver(callbacks, outcome, outcome == COMMITTED ? policy : FailurePolicy.LOG);
        return fatal == null ? thrown : fatal;
    }

    /** A runOnce has the first place and the last runnable of its key; an entity, one change. */
    private List<List<Callback>> callbacks(List<Object> since, Map<Key, Row> before, Map<Key, Row> after) {
        Map<Object, List<Callback>> callbacks = new LinkedHashMap<>();
        Map<Key, List<Told>> told = new LinkedHashMap<>();
        for (Object entry : since) {
            if (entry instanceof Callback callback) {
                callbacks.put(callback.key(), List.of(callback));
            } else if (entry instanceof Told flushed) {
                told.computeIfAbsent(flushed.key(), key -> new ArrayList<>()).add(flushed);
                callbacks.put(flushed.key(), List.of());
            }
        }
        told.forEach((key, all) -> callbacks.put(key, methods(netChange(all, before.get(key), after.get(key)))));
        return new ArrayList<>(callbacks.values());
    }

    /** R19: what is between the first and the last state, whatever was on the way. */
    private static Change netChange(List<Told> told, Row before, Row after) {
        Told first = told.get(0);
        boolean wasAbsent = first.operation() == INSERT;
        Row old = first.knowsOldState() && !wasAbsent ? before : null;
        Set<String> changed = new TreeSet<>();
        if (!wasAbsent && after != null) {
            told.forEach(flush -> changed.addAll(flush.written()));
            // Of a collection, the state before is not known
            changed.removeIf(
                    name -> old != null && !name.equals("tags") && old.get(name).equals(after.get(name)));
        }
        EntityOperation ifPresent = first.operation() == DELETE ? UPDATE : first.operation();
        EntityOperation operation = after == null ? DELETE : ifPresent;
        boolean nothing = wasAbsent ? after == null : operation == UPDATE && changed.isEmpty();
        return nothing ? null : new Change(first, operation, changed, old, after);
    }

    /** R17: the methods of an entity that are for its change. */
    private List<Callback> methods(Change change) {
        return change == null
                ? List.of()
                : change.first().key().entity().methods.stream()
                        .filter(method -> method.on().contains(change.operation()))
                        .filter(method ->
                                !method.ifNameChanged() || change.changed().contains("name"))
                        .map(method -> new Callback(
                                method.outcome(),
                                method,
                                outcome -> entityCallback.accept(method, change),
                                state -> {}))
                        .toList();
    }

    /** R10, R11, R13, R24: oldest first, but after a rollback newest first; no failure stops the others but by policy. */
    private static Throwable deliver(List<List<Callback>> callbacks, TransactionOutcome outcome, FailurePolicy policy) {
        List<String> failures = new ArrayList<>();
        int notRun = 0;
        Throwable fatal = null;
        if (outcome == ROLLED_BACK) {
            Collections.reverse(callbacks);
        }
        for (Callback callback : callbacks.stream().flatMap(List::stream).toList()) {
            boolean stopped = policy == FailurePolicy.STOP && !failures.isEmpty() && callback.when() != null;
            if (callback.when() != null && callback.when() != outcome || stopped) {
                notRun += callback.when() == outcome ? 1 : 0;
                callback.future().accept(outcome == UNKNOWN ? "unknown" : "cancelled");
            } else {
                try {
                    callback.body().accept(outcome);
                } catch (Throwable failure) {
                    failures.add(Execution.describe(failure));
                    fatal = fatal == null && failure instanceof VirtualMachineError ? failure : fatal;
                }
            }
        }
        boolean silent = failures.isEmpty() || policy == FailurePolicy.LOG;
        return fatal != null || silent ? fatal : new ModelFailure(Execution.describe(failures, notRun));
    }
}
