package io.rubro.crm;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;

/** A contact was added. Carries no more personal data than its name; the rest is read from {@link Contacts}. */
@EventType("crm.contact.created")
public record ContactCreated(Id contactId, ContactKind kind, ContactStatus status, String name) implements DomainEvent {

    @Override
    public Id aggregate() {
        return contactId;
    }
}
