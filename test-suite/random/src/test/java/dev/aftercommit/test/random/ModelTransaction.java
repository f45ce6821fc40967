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
import java.util.stream.IntStream;

/**
 * The rules, for one transaction: what is registered in it, in one list, and what of that is called when it has ended. A
 * savepoint is a mark in the list. The net change of an entity is the difference between the rows at two moments.
 */
class ModelTransaction {

    /**
     * A callback, that of a future perhaps. {@code when} is null for any outcome; equal keys are registered once. A test that has
     * captured it runs it in another way, on a connection whose transaction is still open perhaps.
     */
    record Callback(
            TransactionOutcome when,
            Object key,
            Consumer<TransactionOutcome> body,
            Consumer<String> future,
            Consumer<ModelConnection> captured) {

        Callback(TransactionOutcome when, Object key, Consumer<TransactionOutcome> body, Consumer<String> future) {
            this(when, key, body, future, open -> body.accept(COMMITTED));
        }

        /** R11, R24: it will never be called. */
        void discarded(TransactionOutcome outcome) {
            future.accept(outcome == UNKNOWN ? "unknown" : "cancelled");
        }

        Callback withBody(Consumer<TransactionOutcome> other) {
            return new Callback(when, key, other, future, captured);
        }
    }

    /** What a flush, which has a number, tells of an entity: what it wrote, and whether it knows the state before. */
    record Told(Key key, EntityOperation operation, Set<String> written, boolean knowsOldState, int flush) {}

    /** What a transaction or a scope has done to an entity as a whole. */
    record Change(Told first, EntityOperation operation, Set<String> changed, Row before, Row after) {}

    /** The key of a call of an entity's method. */
    record Call(Entity.Method method, Change change) {}

    /** A token, and what is told of it once it is decided. */
    record Token(Consumer<TransactionOutcome> told) {}

    /** What is registered: a callback, a token, or what is told of an entity; and the place of a capture that has captured it. */
    private record Entry(Object what, ModelCapture.Place captured) {

        // What a test has taken out, so that what comes later begins anew
        private static final Entry FORGOTTEN = new Entry(null, null);

        Object key() {
            if (what instanceof Callback callback) {
                return callback.key();
            }
            return what instanceof Told told ? told.key() : null;
        }
    }

    /** The calls at one place of the order. */
    private record Group(ModelCapture.Place captured, List<Callback> calls) {}

    /** A place in the list, and the rows at that moment. */
    static final class Mark {

        private final int place;
        private final Map<Key, Row> rows;

        private Mark(int place, Map<Key, Row> rows) {
            this.place = place;
            this.rows = rows;
        }
    }

    /** Begins a transaction. */
    interface Creator {
        ModelTransaction create(
                FailurePolicy policy, BiConsumer<Entity.Method, Change> entityCallback, Map<Key, Row> rows);
    }

    private final FailurePolicy policy;
    private final BiConsumer<Entity.Method, Change> entityCallback;
    private final List<Entry> registered = new ArrayList<>();
    private final List<List<List<Callback>>> discarded = new ArrayList<>();

    // The first is that of the beginning
    private final List<Mark> open = new ArrayList<>();

    ModelTransaction(FailurePolicy policy, BiConsumer<Entity.Method, Change> entityCallback, Map<Key, Row> rows) {
        this.policy = policy;
        this.entityCallback = entityCallback;
        mark(rows);
    }

    /** R1, R3: the order is that of registration; an entity has its place at its first flush. */
    void register(Object what, ModelCapture.Place captured) {
        registered.add(new Entry(what, captured));
    }

    /** Whether it has a place of its own: an entity has one in each scope, until that is kept. */
    boolean isNew(Callback callback) {
        return placesOf(callback.key(), 0).isEmpty();
    }

    boolean isNew(Told told) {
        return placesOf(told.key(), innermost().place).isEmpty();
    }

    private Mark innermost() {
        return open.get(open.size() - 1);
    }

    private List<Integer> placesOf(Object key, int from) {
        return IntStream.range(from, registered.size())
                .filter(place -> key.equals(registered.get(place).key()))
                .boxed()
                .toList();
    }

    /** R2: where no transaction is active. */
    static void runAtOnce(Callback callback) {
        if (callback.when() != ROLLED_BACK) {
            callback.body().accept(COMMITTED);
        }
    }

    /** R13: a scope is opened. */
    Mark mark(Map<Key, Row> rows) {
        Mark mark = new Mark(registered.size(), rows);
        open.add(mark);
        return mark;
    }

    /** R14: what is in a scope that is kept is in the outer one. */
    void keep(Mark scope) {
        open.subList(open.indexOf(scope), open.size()).clear();
    }

    /** R13, R15: all that was registered since is forgotten, but for what waits for the rollback. */
    void discard(Mark scope, Map<Key, Row> rows) {
        keep(scope);
        List<Entry> since = registered.subList(scope.place, registered.size());
        discarded.add(withhold(groups(since, scope.rows, rows), ROLLED_BACK));
        since.removeIf(entry -> !(entry.what() instanceof Token));
    }

    /** The barrier tells what the database knows, as soon as the database knows it: what never committed has not. */
    void settle(TransactionOutcome outcome) {
        settle(registered, outcome == COMMITTED ? COMMITTED : ROLLED_BACK);
    }

    /** The scope is rolled back in the database. */
    void settleSince(Mark scope) {
        settle(registered.subList(scope.place, registered.size()), ROLLED_BACK);
    }

    private static void settle(List<Entry> issued, TransactionOutcome outcome) {
        issued.removeIf(entry -> {
            if (entry.what() instanceof Token token) {
                token.told().accept(outcome);
                return true;
            }
            return false;
        });
    }

    /** R4, R7: from here on nothing is registered any more. Returns what the caller of commit is thrown. */
    Throwable end(TransactionOutcome outcome, Map<Key, Row> rows) {
        settle(outcome);
        List<List<Callback>> callbacks = withhold(groups(registered, open.get(0).rows, rows), outcome);
        Throwable fatal = null;
        for (List<List<Callback>> scope : discarded) {
            Throwable thrown = deliver(scope, ROLLED_BACK, FailurePolicy.LOG);
            fatal = fatal == null ? thrown : fatal;
        }
        Throwable thrown = deliver(callbacks, outcome, outcome == COMMITTED ? policy : FailurePolicy.LOG);
        return fatal == null ? thrown : fatal;
    }

    /** A runOnce has the first place and the last runnable of its key; an entity, one change. */
    private List<Group> groups(List<Entry> since, Map<Key, Row> before, Map<Key, Row> after) {
        Map<Object, List<Entry>> entries = new LinkedHashMap<>();
        since.stream()
                .filter(entry -> entry.key() != null)
                .forEach(entry -> entries.computeIfAbsent(entry.key(), key -> new ArrayList<>())
                        .add(entry));
        return entries.values().stream()
                .map(all -> new Group(all.get(0).captured(), calls(all, before, after)))
                .toList();
    }

    private List<Callback> calls(List<Entry> ofOneKey, Map<Key, Row> before, Map<Key, Row> after) {
        Entry last = ofOneKey.get(ofOneKey.size() - 1);
        if (last.what() instanceof Callback callback) {
            return List.of(callback);
        }
        List<Told> told = ofOneKey.stream().map(entry -> (Told) entry.what()).toList();
        return methods(netChange(told, before.get(last.key()), after.get(last.key())));
    }

    /** What a test has captured waits for the test after a commit, and is gone otherwise. */
    private static List<List<Callback>> withhold(List<Group> groups, TransactionOutcome outcome) {
        List<List<Callback>> others = new ArrayList<>();
        for (Group group : groups) {
            if (group.captured() == null) {
                others.add(group.calls());
            } else if (outcome == COMMITTED) {
                group.captured().settle(group.calls());
            } else {
                group.captured().remove(group.calls(), outcome);
            }
        }
        return others;
    }

    /** What is at a place that a test has captured, by now; nothing where it was discarded, or belongs to an earlier place. */
    List<Callback> callsAt(ModelCapture.Place captured, Map<Key, Row> now) {
        int place = placeOf(captured);
        if (place < 0) {
            return List.of();
        }
        int scope = scopeOf(place);
        boolean isInnermost = scope == open.size() - 1;
        List<Entry> since = registered.subList(
                registered.get(place).what() instanceof Told ? open.get(scope).place : 0,
                isInnermost ? registered.size() : open.get(scope + 1).place);
        Map<Key, Row> after = isInnermost ? now : open.get(scope + 1).rows;
        return groups(since, open.get(scope).rows, after).stream()
                .filter(group -> group.captured() == captured)
                .flatMap(group -> group.calls().stream())
                .toList();
    }

    private int placeOf(ModelCapture.Place captured) {
        return IntStream.range(0, registered.size())
                .filter(place -> registered.get(place).captured() == captured)
                .findFirst()
                .orElse(-1);
    }

    private int scopeOf(int place) {
        return IntStream.range(0, open.size())
                .filter(scope -> open.get(scope).place <= place)
                .max()
                .orElseThrow();
    }

    /** A test has run it, or never will: what comes later begins anew, from the rows of now. */
    void forget(ModelCapture.Place captured, Map<Key, Row> now) {
        int place = placeOf(captured);
        if (place < 0) {
            return;
        }
        Object key = registered.get(place).key();
        int scope = scopeOf(place);
        placesOf(key, key instanceof Key ? open.get(scope).place : 0)
                .forEach(forgotten -> registered.set(forgotten, Entry.FORGOTTEN));
        if (key instanceof Key row) {
            beginAnew(row, scope, now.get(row));
        }
    }

    private void beginAnew(Key key, int scope, Row now) {
        for (int outer = scope;
                outer >= 0 && placesOf(key, open.get(outer).place).isEmpty();
                outer--) {
            open.get(outer).rows.compute(key, (row, before) -> now);
        }
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
                                new Call(method, change),
                                outcome -> entityCallback.accept(method, change),
                                state -> {}))
                        .toList();
    }

    /** R10, R11, R13, R24: oldest first, but after a rollback newest first; no failure stops the others but by policy. */
    private static Throwable deliver(List<List<Callback>> callbacks, TransactionOutcome outcome, FailurePolicy policy) {
        if (outcome == ROLLED_BACK) {
            Collections.reverse(callbacks);
        }
        return deliver(callbacks.stream().flatMap(List::stream)::iterator, outcome, policy);
    }

    static Throwable deliver(Iterable<Callback> callbacks, TransactionOutcome outcome, FailurePolicy policy) {
        List<String> failures = new ArrayList<>();
        int notRun = 0;
        Throwable fatal = null;
        for (Callback callback : callbacks) {
            boolean stopped = policy == FailurePolicy.STOP && !failures.isEmpty() && callback.when() != null;
            if (callback.when() != null && callback.when() != outcome || stopped) {
                notRun += callback.when() == outcome ? 1 : 0;
                callback.discarded(outcome);
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
