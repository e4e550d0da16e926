package io.rubro.crm;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;

/**
 * A merge was undone: {@code from} is a contact of its own again and has the rows it had; what came after the merge stayed
 * with {@code into}.
 */
@EventType("crm.contact.unmerged")
public record ContactUnmerged(Id mergeId, Id from, Id into) implements DomainEvent {

    @Override
    public Id aggregate() {
        return into;
    }
}
