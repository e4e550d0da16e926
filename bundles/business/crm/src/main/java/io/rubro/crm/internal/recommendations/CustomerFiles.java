package io.rubro.crm.internal.recommendations;

import io.rubro.crm.Contact;
import io.rubro.crm.Contacts;
import io.rubro.crm.Interaction;
import io.rubro.crm.InteractionFilter;
import io.rubro.crm.InteractionType;
import io.rubro.crm.Interactions;
import io.rubro.crm.health.CustomerHealth;
import io.rubro.crm.health.Health;
import io.rubro.crm.internal.health.Today;
import io.rubro.crm.pipeline.Opportunities;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.crm.pipeline.OpportunityFilter;
import io.rubro.crm.pipeline.Pipeline;
import io.rubro.crm.pipeline.Pipelines;
import io.rubro.crm.pipeline.Stage;
import io.rubro.crm.recommendations.CustomerFile;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.rest.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gathers what rules and people see of a customer, in a handful of statements that each end in an index. */
@Component(service = CustomerFiles.class)
public final class CustomerFiles {

    private static final int MOST_PLANNED = 20;

    private final Contacts contacts;
    private final CustomerHealth health;
    private final Opportunities opportunities;
    private final Pipelines pipelines;
    private final Interactions interactions;
    private final Organizations organizations;
    private final Today today;
    private final Sql sql;

    @Activate
    public CustomerFiles(
            @Reference Contacts contacts,
            @Reference CustomerHealth health,
            @Reference Opportunities opportunities,
            @Reference Pipelines pipelines,
            @Reference Interactions interactions,
            @Reference Organizations organizations,
            @Reference Today today,
            @Reference Sql sql) {
        this.contacts = contacts;
        this.health = health;
        this.opportunities = opportunities;
        this.pipelines = pipelines;
        this.interactions = interactions;
        this.organizations = organizations;
        this.today = today;
        this.sql = sql;
    }

    /** The file of a contact; 404 if there is none. Inside a transaction. */
    public CustomerFile of(Id contact) {
        Contact who = contacts.get(contact);
        Health figures = health.get(contact);
        List<Opportunity> open =
                opportunities
                        .list(OpportunityFilter.openOf(contact), new PageRequest(50, "-value", null))
                        .items()
                        .stream()
                        .sorted(Comparator.comparing(Opportunity::value).reversed())
                        .toList();
        List<Interaction> planned =
                interactions
                        .list(new InteractionFilter(contact, false), new PageRequest(MOST_PLANNED, "at", null))
                        .items()
                        .stream()
                        .map(activity -> activity.interaction())
                        .toList();
        return new CustomerFile(
                who,
                figures,
                open,
                open.isEmpty() ? Map.of() : stages(),
                newest(contact, null),
                newest(contact, InteractionType.MEETING),
                planned,
                today.date(),
                organizations.current().zone());
    }

    private Map<Id, Stage> stages() {
        return pipelines.list().stream()
                .map(Pipeline::stages)
                .flatMap(List::stream)
                .collect(Collectors.toMap(Stage::id, Function.identity(), (a, b) -> a));
    }

    /** The newest thing done with a contact that a person wrote down. */
    private @Nullable Interaction newest(Id contact, @Nullable InteractionType type) {
        String query =
                """
                select i.id from crm.interaction i
                where i.organization_id = {org} and i.contact_id = ? and i.done = ? and i.source_module is null""";
        String order = " order by i.happens_at desc, i.id desc fetch first 1 rows only";
        List<Id> found = type == null
                ? sql.query(query + order, row -> Rows.id(row, "id"), contact, true)
                : sql.query(query + " and i.type = ?" + order, row -> Rows.id(row, "id"), contact, true, type);
        return found.isEmpty() ? null : interactions.get(found.get(0));
    }
}
