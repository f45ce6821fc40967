package dev.aftercommit.internal.transaction;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map from objects, by identity, to values, both of them weakly held. So it keeps nothing alive, not even
 * where a value leads back to its key; who puts a value sees to it that the key itself holds it.
 */
public final class WeakIdentityMap<K, V> {

    private final ConcurrentMap<Object, WeakReference<V>> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<K> collected = new ReferenceQueue<>();

    /** The value of a key; null where there is none. */
    public @Nullable V get(K key) {
        WeakReference<V> value = values.get(new Probe(key));
        return value == null ? null : value.get();
    }

    /** Puts a value, which stays as long as somebody else holds it and its key. */
    public void put(K key, V value) {
        expunge();
        values.put(new WeakKey<>(key, collected), new WeakReference<>(value));
    }

    void remove(K key) {
        values.remove(new Probe(key));
    }

    private void expunge() {
        for (Reference<? extends K> key = collected.poll(); key != null; key = collected.poll()) {
            values.remove(key);
        }
    }

    /** A key of the map. It is equal to itself, so that it can be removed when its object is no longer there. */
    private static final class WeakKey<K> extends WeakReference<K> {

        private final int hash;

        WeakKey(K object, ReferenceQueue<K> collected) {
            super(object, collected);
            hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Probe probe && probe.object() == get());
        }
    }

    /** What a key is looked up with, without a weak reference to be made. */
    private record Probe(Object object) {

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof WeakKey<?> key && key.get() == object;
        }
    }
}
