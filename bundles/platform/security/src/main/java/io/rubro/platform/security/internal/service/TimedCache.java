package io.rubro.platform.security.internal.service;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Remembers answers for a while. Bounded, safe for many threads, and never keeps what was read before the last {@link
 * #forget}, not even if the reading ended after it.
 */
final class TimedCache<K, V> {

    private record Entry<V>(V value, long readAt, long generation) {}

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();
    private final int capacity;
    private final long ttl;
    private final LongSupplier nanos;

    TimedCache(int capacity, Duration ttl, LongSupplier nanos) {
        this.capacity = capacity;
        this.ttl = ttl.toNanos();
        this.nanos = nanos;
    }

    /** The remembered answer, or that of the source. What the source throws is not remembered. */
    V get(K key, Function<K, V> source) {
        long now = nanos.getAsLong();
        Entry<V> known = entries.get(key);
        if (known != null && fresh(known, now)) {
            return known.value;
        }
        long before = generation.get();
        V value = source.apply(key);
        makeRoom(now);
        entries.put(key, new Entry<>(value, now, before));
        return value;
    }

    /** Forgets everything. */
    void forget() {
        generation.incrementAndGet();
        entries.clear();
    }

    int size() {
        return entries.size();
    }

    private boolean fresh(Entry<V> entry, long now) {
        return now - entry.readAt < ttl && entry.generation == generation.get();
    }

    private void makeRoom(long now) {
        if (entries.size() >= capacity) {
            entries.values().removeIf(entry -> !fresh(entry, now));
            if (entries.size() >= capacity) {
                entries.clear(); // rare, and cheaper than keeping an order on every read
            }
        }
    }
}
