package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.calendar.CalendarItem;
import io.rubro.crm.internal.calendar.CalendarSource;
import io.rubro.crm.pipeline.Opportunity;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The expected closes of the open opportunities a user follows, as whole days that keep nobody from anything. */
@Component
public final class CloseCalendar implements CalendarSource {

    private final Sql sql;
    private final Organizations organizations;
    private final Messages messages;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public CloseCalendar(
            @Reference Sql sql,
            @Reference Organizations organizations,
            @Reference Messages messages,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.organizations = organizations;
        this.messages = messages;
    }

    @Override
    public List<CalendarItem> items(Id user, Instant from, Instant until, int limit) {
        Organization organization = organizations.current();
        LocalDate first = from.atZone(organization.zone()).toLocalDate();
        LocalDate last = until.atZone(organization.zone()).toLocalDate();
        return sql
                .query(
                        "select " + OpportunityRows.COLUMNS + OpportunityRows.FROM
                                + " and o.kind = 'OPEN' and o.owner_id = ? and o.expected_close >= ?"
                                + " and o.expected_close < ? order by o.expected_close, o.id fetch first " + limit
                                + " rows only",
                        OpportunityRows::opportunity,
                        user,
                        first,
                        last)
                .stream()
                .map(o -> item(o, organization))
                .toList();
    }

    private CalendarItem item(Opportunity o, Organization organization) {
        String title = messages.text(
                        organization.language(),
                        "crm.opportunity.calendar",
                        Map.of("title", o.title(), "contact", o.contactName()))
                .orElseThrow();
        return new CalendarItem(
                "opportunity-" + o.id() + "@crm.rubro",
                title,
                OpportunityTexts.money(organization.language(), o.value(), o.currency()),
                new CalendarItem.Day(Objects.requireNonNull(o.expectedClose())),
                false,
                "opportunities/" + o.id(),
                o.version(),
                o.updatedAt());
    }
}
