package io.rubro.platform.events.internal.journal;

import io.rubro.platform.ids.Id;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stretch of the journal as one subscriber takes it: organisation by organisation, because a transaction belongs to
 * one, and in order within each.
 */
final class Window {

    private final long end;
    private final Map<Id, Deque<StoredEvent>> queues = new LinkedHashMap<>();

    /**
     * A stretch.
     *
     * @param events what is to be delivered, by position
     * @param end the last position it covers, also of events nobody wants
     */
    Window(List<StoredEvent> events, long end) {
        this.end = end;
        events.forEach(e -> queues.computeIfAbsent(e.organization(), o -> new ArrayDeque<>())
                .add(e));
    }

    long end() {
        return end;
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    /** The next events, at most so many, of the organisation that has waited longest. */
    List<StoredEvent> next(int most) {
        return queues.values().iterator().next().stream().limit(most).toList();
    }

    /**
     * The position up to which everything will be done once these are.
     *
     * @param events the first ones of their organisation
     */
    long doneAfter(List<StoredEvent> events) {
        Id organization = events.get(0).organization();
        long done = end;
        for (Map.Entry<Id, Deque<StoredEvent>> queue : queues.entrySet()) {
            int skipped = queue.getKey().equals(organization) ? events.size() : 0;
            if (queue.getValue().size() > skipped) {
                long first = skipped == 0
                        ? queue.getValue().getFirst().position()
                        : queue.getValue().stream()
                                .skip(skipped)
                                .findFirst()
                                .orElseThrow()
                                .position();
                done = Math.min(done, first - 1);
            }
        }
        return done;
    }

    /** These are done. */
    void remove(List<StoredEvent> events) {
        Id organization = events.get(0).organization();
        Deque<StoredEvent> queue = queues.get(organization);
        if (queue != null) {
            events.forEach(e -> queue.removeFirst());
            if (queue.isEmpty()) {
                queues.remove(organization);
            }
        }
    }
}
