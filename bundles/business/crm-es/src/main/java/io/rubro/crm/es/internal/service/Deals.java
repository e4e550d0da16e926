package io.rubro.crm.es.internal.service;

import io.rubro.crm.es.internal.json.Deal;
import io.rubro.crm.es.internal.json.DealRequest;
import io.rubro.crm.es.internal.json.Project;
import io.rubro.crm.es.internal.json.ProjectRequest;
import io.rubro.crm.pipeline.Opportunities;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityDraft;
import io.rubro.crm.pipeline.OpportunityFilter;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opportunities of clients. */
@Component(service = Deals.class)
public final class Deals {

    /** What document and programs take for a new opportunity whose probability nobody named. */
    private static final BigDecimal STANDARD_PROBABILITY = BigDecimal.valueOf(30);

    private final Opportunities opportunities;
    private final Stages stages;
    private final Clients clients;
    private final Clock clock;
    private final Organizations organizations;
    private final Messages messages;
    private final Transactions transactions;

    @Activate
    public Deals(
            @Reference Opportunities opportunities,
            @Reference Stages stages,
            @Reference Clients clients,
            @Reference Clock clock,
            @Reference Organizations organizations,
            @Reference Messages messages,
            @Reference Transactions transactions) {
        this.opportunities = opportunities;
        this.stages = stages;
        this.clients = clients;
        this.clock = clock;
        this.organizations = organizations;
        this.messages = messages;
        this.transactions = transactions;
    }

    /**
     * Writes an opportunity down.
     *
     * @throws ProblemException 404 if there is no such client; 422 if a field breaks a rule
     */
    public Deal add(String client, DealRequest request) {
        return deal(create(
                client,
                request.title(),
                request.description(),
                request.value() == null ? BigDecimal.ZERO : request.value(),
                request.stage() == null ? "inicial" : request.stage(),
                request.probability(),
                request.expectedClose(),
                Names.DEAL));
    }

    /** As {@link #add(String, DealRequest)}. */
    public Project add(String client, ProjectRequest request) {
        return project(create(
                client,
                request.title(),
                request.description(),
                request.value(),
                request.stage(),
                request.probability() == null ? STANDARD_PROBABILITY : request.probability(),
                request.expectedClose(),
                Names.PROJECT));
    }

    private Opportunity create(
            String client,
            String title,
            @Nullable String description,
            BigDecimal value,
            String state,
            @Nullable BigDecimal probability,
            @Nullable String expectedClose,
            Names names) {
        Id contact = clients.get(client).id();
        Stage stage = stages.of(state);
        boolean isOpen = stage.kind() == StageKind.OPEN;
        OpportunityDraft draft = new OpportunityDraft(
                contact,
                isOpen ? stage.id() : null,
                title,
                description,
                Money.cents(value),
                null,
                percent(probability, names.of("probability")),
                clock.day("fecha_cierre_esperada", expectedClose),
                null,
                null);
        return names.in(() -> transactions.required(() -> {
            Opportunity made = opportunities.create(draft);
            // one that is won or lost already was open before: its history says so
            return isOpen
                    ? made
                    : opportunities.move(made.id(), new IfMatch(made.version()), stage.id(), null, lostReason());
        }));
    }

    private static @Nullable Integer percent(@Nullable BigDecimal given, String field) {
        if (given == null) {
            return null;
        }
        if (given.signum() < 0 || given.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw ProblemException.invalid(field, "crm-es.percent");
        }
        return given.setScale(0, RoundingMode.HALF_UP).intValueExact();
    }

    private String lostReason() {
        return messages.text(organizations.current().language(), "crm-es.lost-reason", Map.of())
                .orElseThrow();
    }

    /**
     * All opportunities of a client, newest first.
     *
     * @throws ProblemException 404 if there is no such client
     */
    public List<Deal> all(String client) {
        Id contact = clients.get(client).id();
        return list(new OpportunityFilter(contact, null, null, null, null, null)).stream()
                .map(this::deal)
                .toList();
    }

    /**
     * The open opportunities of a client, newest first.
     *
     * @throws ProblemException 404 if there is no such client
     */
    public List<Project> open(String client) {
        return open(clients.get(client).id());
    }

    List<Project> open(Id contact) {
        return list(OpportunityFilter.openOf(contact)).stream()
                .map(this::project)
                .toList();
    }

    /** Those of all clients that are open. */
    List<Opportunity> open() {
        return list(new OpportunityFilter(null, null, null, StageKind.OPEN, null, null));
    }

    private List<Opportunity> list(OpportunityFilter filter) {
        List<Opportunity> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Opportunity> page =
                    opportunities.list(filter, new PageRequest(PageRequest.MAX_LIMIT, "-createdAt", cursor));
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    private Deal deal(Opportunity opportunity) {
        return new Deal(
                opportunity.id(),
                opportunity.contactId(),
                opportunity.title(),
                opportunity.description(),
                stages.state(opportunity),
                Money.write(opportunity.value()),
                opportunity.probability(),
                clock.write(opportunity.expectedClose()),
                clock.write(opportunity.createdAt()),
                clock.write(opportunity.updatedAt()));
    }

    private Project project(Opportunity opportunity) {
        return new Project(
                opportunity.id(),
                opportunity.contactId(),
                opportunity.title(),
                opportunity.description(),
                Money.write(opportunity.value()),
                stages.state(opportunity),
                opportunity.probability(),
                clock.write(opportunity.createdAt()),
                clock.write(opportunity.expectedClose()));
    }
}
