package io.rubro.crm;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;

/**
 * A contact was changed, archived or restored. Carries no more personal data than its name; the rest is read from
 * {@link Contacts}.
 *
 * @param archived whether it is archived now
 */
@EventType("crm.contact.updated")
public record ContactUpdated(Id contactId, ContactKind kind, ContactStatus status, String name, boolean archived)
        implements DomainEvent {

    @Override
    public Id aggregate() {
        return contactId;
    }
}
