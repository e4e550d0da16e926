package io.rubro.crm.internal.service;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactCreated;
import io.rubro.crm.ContactUpdated;
import io.rubro.crm.internal.duplicates.ContactKeys;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.Events;
import io.rubro.platform.live.LiveUpdates;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What follows from every change to a contact, whoever makes it: its keys, the event, the trail and the open screens. */
@Component(service = ContactNews.class)
public final class ContactNews {

    private final ContactKeys keys;
    private final Events events;
    private final Audit audit;
    private final LiveUpdates live;

    /** Called by the component runtime. */
    @Activate
    public ContactNews(
            @Reference ContactKeys keys,
            @Reference Events events,
            @Reference Audit audit,
            @Reference LiveUpdates live) {
        this.keys = keys;
        this.events = events;
        this.audit = audit;
        this.live = live;
    }

    /** It is new and stored. */
    public void created(Contact contact) {
        keys.written(contact, true);
        events.publish(new ContactCreated(contact.id(), contact.kind(), contact.status(), contact.name()));
        audit.record(
                "crm.contact.create",
                "contact",
                contact.id(),
                Map.of("kind", contact.kind().name()));
        live.changed("crm.contact", contact.id(), "crm.contact.read");
    }

    /**
     * It was changed and is stored.
     *
     * @param back whether it is in use again
     */
    public void changed(Contact contact, boolean back, String action, Map<String, ?> details) {
        keys.written(contact, back);
        events.publish(new ContactUpdated(
                contact.id(), contact.kind(), contact.status(), contact.name(), contact.archivedAt() != null));
        audit.record(action, "contact", contact.id(), details);
        live.changed("crm.contact", contact.id(), "crm.contact.read");
    }
}
