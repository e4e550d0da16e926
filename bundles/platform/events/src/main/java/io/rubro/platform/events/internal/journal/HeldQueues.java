package io.rubro.platform.events.internal.journal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What waits beside the cursor of one subscriber: a queue per record, whose first entry holds up the others. */
final class HeldQueues {

    private final Map<AggregateKey, NavigableMap<Long, HeldEntry>> queues = new HashMap<>();

    void replace(Collection<HeldEntry> entries) {
        queues.clear();
        entries.forEach(this::put);
    }

    void put(HeldEntry entry) {
        queues.computeIfAbsent(entry.key(), k -> new TreeMap<>()).put(entry.position(), entry);
    }

    void remove(HeldEntry entry) {
        NavigableMap<Long, HeldEntry> queue = queues.get(entry.key());
        if (queue != null) {
            queue.remove(entry.position());
            if (queue.isEmpty()) {
                queues.remove(entry.key());
            }
        }
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    /** Whether events of this record must wait. */
    boolean blocks(AggregateKey key) {
        return queues.containsKey(key);
    }

    /** The records whose first entry may be tried now. */
    List<AggregateKey> due(Instant now) {
        return queues.entrySet().stream()
                .filter(queue -> queue.getValue().firstEntry().getValue().isDue(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The first entry of a record, if it may be tried now. */
    Optional<HeldEntry> due(AggregateKey key, Instant now) {
        NavigableMap<Long, HeldEntry> queue = queues.get(key);
        return queue == null
                ? Optional.empty()
                : Optional.of(queue.firstEntry().getValue()).filter(entry -> entry.isDue(now));
    }
}
