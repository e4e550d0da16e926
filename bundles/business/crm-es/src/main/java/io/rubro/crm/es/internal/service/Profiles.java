package io.rubro.crm.es.internal.service;

import io.rubro.crm.Contact;
import io.rubro.crm.es.internal.json.FullProfile;
import io.rubro.crm.es.internal.json.Profile;
import io.rubro.crm.health.Health;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Clients with all that is known of them, as {@code /api/clientes} answers them. */
@Component(service = Profiles.class)
public final class Profiles {

    private static final int ACTIVITIES = 10;

    private final Clients clients;
    private final Persons persons;
    private final Activities activities;
    private final Deals deals;
    private final HealthSheets sheets;
    private final Clock clock;

    @Activate
    public Profiles(
            @Reference Clients clients,
            @Reference Persons persons,
            @Reference Activities activities,
            @Reference Deals deals,
            @Reference HealthSheets sheets,
            @Reference Clock clock) {
        this.clients = clients;
        this.persons = persons;
        this.activities = activities;
        this.deals = deals;
        this.sheets = sheets;
        this.clock = clock;
    }

    /**
     * A client with its people, its last ten activities, its open opportunities and its health; what the caller may not
     * see is left empty.
     *
     * @throws ProblemException 404 if there is no such client
     */
    public FullProfile full(String client) {
        Caller caller = Caller.current();
        Contact contact = clients.get(client);
        Health health = sheets.health(contact.id());
        return new FullProfile(
                profile(contact, health),
                persons.list(contact.id()),
                caller.may(Permissions.READ_ACTIVITIES) ? activities.newest(contact.id(), 0, ACTIVITIES) : List.of(),
                caller.may(Permissions.READ_DEALS) ? deals.open(contact.id()) : List.of(),
                caller.may(Permissions.READ_HEALTH) ? sheets.sheet(health).orElse(null) : null);
    }

    /** The client a contact is. */
    public Profile profile(Contact contact) {
        return profile(contact, sheets.health(contact.id()));
    }

    private Profile profile(Contact contact, Health health) {
        return new Profile(
                contact.id(),
                contact.name(),
                contact.email(),
                contact.phone(),
                contact.address(),
                TaxNumber.of(contact),
                contact.sector(),
                contact.size() == null ? null : Word.write(Words.SIZES, contact.size()),
                Word.write(Words.STATUSES, contact.status()),
                Money.write(health.lifetimeValue()),
                Word.write(Words.RISKS, health.defaultRisk()),
                clock.write(health.firstInvoice()),
                clock.write(contact.createdAt()));
    }
}
