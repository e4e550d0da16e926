package io.rubro.crm;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;

/**
 * The personal data of a contact were erased on demand (RGPD art. 17; Ley 25.326 art. 16). Whoever keeps copies of them
 * erases those, except what a law demands to be kept. The contact's id stays.
 */
@EventType("crm.contact.erased")
public record ContactErased(Id contactId) implements DomainEvent {

    @Override
    public Id aggregate() {
        return contactId;
    }
}
