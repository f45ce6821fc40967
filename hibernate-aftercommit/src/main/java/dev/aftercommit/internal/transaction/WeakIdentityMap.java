package dev.aftercommit.internal.transaction;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map from objects, by identity, to values that lead back to them. The values are weakly held, and so are their keys:
 * the map keeps nothing alive. A value that its key does not hold may be gone before its key.
 */
public final class WeakIdentityMap<K, V extends WeakIdentityMap.Value<K>> {

    private final ConcurrentMap<Object, Entry<V>> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<V> collected = new ReferenceQueue<>();

    /** The value of a key; null where there is none. */
    public @Nullable V get(K key) {
        Entry<V> entry = entries.get(new Probe(key));
        return entry == null ? null : entry.get();
    }

    /** Puts a value of a key that has none that is alive. It stays as long as somebody else holds it. */
    public void put(V value) {
        expunge();
        Entry<V> entry = new Entry<>(value, collected);
        entries.put(entry, entry);
    }

    void remove(K key) {
        entries.remove(new Probe(key));
    }

    private void expunge() {
        for (Reference<? extends V> entry = collected.poll(); entry != null; entry = collected.poll()) {
            entries.remove(entry);
        }
    }

    /** A value of such a map. */
    public interface Value<K> {

        /** The key; always the same. Asked on any thread, and must neither throw nor wait. */
        K key();
    }

    /** A value, and the key of the map. It is equal to itself, so that it can be removed when its value is no longer there. */
    private static final class Entry<V extends Value<?>> extends WeakReference<V> {

        private final int hash;

        Entry(V value, ReferenceQueue<V> collected) {
            super(value, collected);
            hash = System.identityHashCode(value.key());
        }

        private boolean isOf(Object key) {
            V value = get();
            return value != null && value.key() == key;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Probe probe && isOf(probe.key()));
        }
    }

    /** What a value is looked up with, without a weak reference to be made. */
    private record Probe(Object key) {

        @Override
        public int hashCode() {
            return System.identityHashCode(key);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry<?> entry && entry.isOf(key);
        }
    }
}
