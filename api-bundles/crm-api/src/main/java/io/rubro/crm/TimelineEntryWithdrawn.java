package io.rubro.crm;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;

/**
 * What a module had reported for a time line is not so any more: the entry goes out of it. Nothing happens if there is none.
 *
 * @param module the module that reported it
 * @param recordId its record; the aggregate of the event
 */
@EventType("crm.timeline.withdrawn")
public record TimelineEntryWithdrawn(String module, Id recordId) implements DomainEvent {

    @Override
    public Id aggregate() {
        return recordId;
    }
}
