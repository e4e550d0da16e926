package io.rubro.platform.events.internal.journal;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;

/** A counter of the {@link Probe} rose by one. */
@EventType("probe.counter.changed")
record CounterChanged(Id counter, int value) implements DomainEvent {

    static final String TYPE = "probe.counter.changed";

    @Override
    public Id aggregate() {
        return counter;
    }
}
