package io.rubro.crm.es.internal.service;

import io.rubro.crm.es.internal.json.Person;
import io.rubro.crm.es.internal.json.PersonRequest;
import io.rubro.crm.people.People;
import io.rubro.crm.people.PersonDraft;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The people one talks to at a client. */
@Component(service = Persons.class)
public final class Persons {

    private final People people;
    private final Clients clients;
    private final Clock clock;

    @Activate
    public Persons(@Reference People people, @Reference Clients clients, @Reference Clock clock) {
        this.people = people;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Adds a person.
     *
     * @throws ProblemException 404 if there is no such client; 422 if a field breaks a rule
     */
    public Person add(String client, PersonRequest request) {
        Id contact = clients.get(client).id();
        PersonDraft draft = new PersonDraft(
                request.name(),
                request.role(),
                null,
                request.email(),
                request.phone(),
                Boolean.TRUE.equals(request.main()),
                false,
                null,
                null);
        return sheet(Names.PERSON.in(() -> people.add(contact, draft)));
    }

    /**
     * The people of a client, the main one first.
     *
     * @throws ProblemException 404 if there is no such client
     */
    public List<Person> list(String client) {
        return list(clients.get(client).id());
    }

    List<Person> list(Id contact) {
        return people.list(contact).stream().map(this::sheet).toList();
    }

    private Person sheet(io.rubro.crm.people.Person person) {
        return new Person(
                person.id(),
                person.contactId(),
                person.name(),
                person.jobTitle(),
                person.email(),
                person.phone(),
                person.main(),
                clock.write(person.createdAt()));
    }
}
