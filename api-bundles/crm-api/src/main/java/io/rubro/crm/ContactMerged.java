package io.rubro.crm;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;

/**
 * Two contacts turned out to be one. All rows of the CRM that belonged to {@code from} belong to {@code into} now, in the
 * same transaction; whoever keeps figures by contact adds up those of both.
 *
 * @param mergeId what undoes it
 * @param from the contact that was put away; it says {@code mergedInto}
 * @param into the contact that stands for both from now on
 */
@EventType("crm.contact.merged")
public record ContactMerged(Id mergeId, Id from, Id into) implements DomainEvent {

    @Override
    public Id aggregate() {
        return into;
    }
}
