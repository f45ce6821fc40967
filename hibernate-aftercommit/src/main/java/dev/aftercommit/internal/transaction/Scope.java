package dev.aftercommit.internal.transaction;

import dev.aftercommit.BarrierToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was registered within one savepoint, or, outermost, within the transaction itself. When the savepoint is kept, all of
 * it goes to the outer scope; when it is rolled back, all of it is discarded.
 */
public final class Scope {

    private final @Nullable Scope outer;
    private List<Callback> callbacks = List.of();

    private @Nullable Keyed keyed;

    private @Nullable ScopedChanges changes;

    // The first is that of this scope; the others were handed over by inner ones
    private List<BarrierToken> tokens = List.of();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** The scope around this one; null for the outermost. */
    public @Nullable Scope outer() {
        return outer;
    }

    /** Whether this is the given scope or one that was opened within it. */
    boolean isWithin(Scope other) {
        Scope within = this;
        while (within != null && within != other) {
            within = within.outer;
        }
        return within != null;
    }

    boolean isEmpty() {
        return callbacks.isEmpty();
    }

    List<Callback> callbacks() {
        return callbacks;
    }

    void add(Callback callback) {
        if (callbacks instanceof CallbackList several) {
            several.add(callback);
        } else if (callbacks.isEmpty()) {
            // Most transactions have no other
            callbacks = List.of(callback);
        } else {
            callbacks = new CallbackList(callbacks.get(0), callback);
        }
    }

    /** Registers a runnable under a key; returns the callback if it is the first of the key, which has a place then. */
    @Nullable
    CommitCallback addOnce(Object key, Runnable runnable) {
        CommitCallback former = withKey(key);
        if (former != null) {
            former.replace(runnable);
            return null;
        }
        for (Scope scope = outer; scope != null; scope = scope.outer) {
            if (scope.withKey(key) != null) {
                keyed().replacements().put(key, runnable);
                return null;
            }
        }
        CommitCallback callback = new CommitCallback(runnable);
        put(key, callback);
        add(callback);
        return callback;
    }

    private @Nullable CommitCallback withKey(Object key) {
        return keyed == null ? null : keyed.callbacks().get(key);
    }

    private void put(Object key, CommitCallback callback) {
        keyed().callbacks().put(key, callback);
    }

    private Keyed keyed() {
        if (keyed == null) {
            keyed = new Keyed(new HashMap<>(), new HashMap<>());
        }
        return keyed;
    }

    /** The net changes of entities in this scope, of whose form only their owner knows; null where he has begun none. */
    public @Nullable ScopedChanges changes() {
        return changes;
    }

    /** Begins net changes, where there are none yet. */
    public void beginChanges(ScopedChanges begun) {
        changes = begun;
    }

    /** Takes a callback out, so that what comes after begins anew. */
    void forget(Callback callback) {
        if (callbacks instanceof CallbackList several) {
            several.remove(callback);
        } else if (callbacks.contains(callback)) {
            callbacks = List.of();
        }
        if (keyed != null) {
            keyed.callbacks().values().remove(callback);
        }
        if (changes != null) {
            changes.forget(callback);
        }
    }

    /** The token that stands for this scope; null where none was issued. */
    @Nullable
    BarrierToken token() {
        return tokens.isEmpty() ? null : tokens.get(0);
    }

    void add(BarrierToken token) {
        tokens = tokens.isEmpty() ? new ArrayList<>(1) : tokens;
        tokens.add(token);
    }

    /** All tokens that stand for this scope, or for one that was kept in it. */
    List<BarrierToken> tokens() {
        return tokens;
    }

    /** Holds nothing any more. The list of callbacks is that of who has taken it. */
    void clear() {
        callbacks = List.of();
        keyed = null;
        changes = null;
        tokens = List.of();
    }

    /** Hands everything over to the outer scope. */
    void keepIn(Scope target) {
        if (changes != null && target.changes != null) {
            changes.mergeInto(target.changes);
        } else if (changes != null) {
            target.changes = changes;
        }
        // A savepoint that is released commits with the outer one, and not without it
        tokens.forEach(target::add);
        for (Callback callback : callbacks()) {
            if (!callback.isSuperseded()) {
                target.add(callback);
            }
        }
        if (keyed != null) {
            keyed.callbacks().forEach(target::put);
            keyed.replacements().forEach(target::addOnce);
        }
    }

    /**
     * What was registered by {@code runOnce}.
     *
     * @param callbacks those that have their place in this scope
     * @param replacements for those that have it further out
     */
    private record Keyed(Map<Object, CommitCallback> callbacks, Map<Object, Runnable> replacements) {}
}
