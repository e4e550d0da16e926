package io.rubro.crm.es.internal.service;

import io.rubro.crm.Contact;
import io.rubro.crm.es.internal.json.Client;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes clients as {@code /api/crm} answers them. */
@Component(service = Sheets.class)
public final class Sheets {

    private final Clock clock;

    @Activate
    public Sheets(@Reference Clock clock) {
        this.clock = clock;
    }

    /** The client a contact is. */
    public Client client(Contact contact) {
        return new Client(
                contact.id(),
                contact.name(),
                contact.email(),
                contact.phone(),
                TaxNumber.of(contact),
                Word.write(Words.KINDS, contact.kind()),
                Word.write(Words.STATUSES, contact.status()),
                contact.address(),
                contact.postalCode(),
                contact.city(),
                contact.country(),
                contact.sector(),
                contact.notes(),
                clock.write(contact.createdAt()),
                clock.write(contact.updatedAt()));
    }
}
