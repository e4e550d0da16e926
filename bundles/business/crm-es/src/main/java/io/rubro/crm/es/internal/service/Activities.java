package io.rubro.crm.es.internal.service;

import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionDraft;
import io.rubro.crm.Interactions;
import io.rubro.crm.customers.Customers;
import io.rubro.crm.es.internal.json.Activity;
import io.rubro.crm.es.internal.json.ActivityList;
import io.rubro.crm.es.internal.json.ActivityRequest;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Activities of clients: the interactions of the CRM. */
@Component(service = Activities.class)
public final class Activities {

    private final Interactions interactions;
    private final Customers customers;
    private final Clients clients;
    private final Clock clock;
    private final Messages messages;

    @Activate
    public Activities(
            @Reference Interactions interactions,
            @Reference Customers customers,
            @Reference Clients clients,
            @Reference Clock clock,
            @Reference Messages messages) {
        this.interactions = interactions;
        this.customers = customers;
        this.clients = clients;
        this.clock = clock;
        this.messages = messages;
    }

    /**
     * Writes an activity down.
     *
     * @throws ProblemException 404 if there is no such client; 422 if a field breaks a rule
     */
    public Activity add(String client, ActivityRequest request) {
        Id contact = clients.get(client).id();
        InteractionDraft draft = new InteractionDraft(
                Word.read(Words.TYPES, "tipo", request.type()),
                request.title(),
                request.description(),
                clock.moment("fecha", request.at()),
                null,
                request.responsible(),
                Boolean.TRUE.equals(request.done()),
                null,
                null);
        return sheet(Names.ACTIVITY.in(() -> interactions.add(contact, draft)));
    }

    /**
     * A part of the activities of a client, newest first, with how many there are in all.
     *
     * @throws ProblemException 404 if there is no such client
     */
    public ActivityList list(String client, int skip, int limit) {
        Id contact = clients.get(client).id();
        return new ActivityList(newest(contact, skip, limit), customers.interactions(contact));
    }

    /**
     * The newest activities of a client.
     *
     * @throws ProblemException 404 if there is no such client
     */
    public List<Activity> newest(String client, int limit) {
        return newest(clients.get(client).id(), 0, limit);
    }

    List<Activity> newest(Id contact, int skip, int limit) {
        List<Activity> found = new ArrayList<>();
        int left = skip;
        @Nullable String cursor = null;
        do {
            int size = Math.min(PageRequest.MAX_LIMIT, left + limit - found.size());
            Page<Interaction> page = interactions.timeline(contact, new PageRequest(size, null, cursor));
            for (Interaction interaction : page.items()) {
                if (left > 0) {
                    left--;
                } else {
                    found.add(sheet(interaction));
                }
            }
            cursor = page.next();
        } while (cursor != null && found.size() < limit);
        return found;
    }

    private Activity sheet(Interaction interaction) {
        return new Activity(
                interaction.id(),
                interaction.contactId(),
                Word.write(Words.TYPES, interaction.type()),
                interaction.title(),
                interaction.description(),
                clock.write(interaction.at()),
                interaction.source() == null ? interaction.participants() : system(),
                interaction.done(),
                Money.orNull(interaction.amount()),
                clock.write(interaction.createdAt()));
    }

    private String system() {
        return messages.text(Caller.current().locale(), "crm-es.system", Map.of())
                .orElseThrow();
    }
}
