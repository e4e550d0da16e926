package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.calendar.CalendarItem;
import io.rubro.crm.internal.calendar.CalendarItem.Day;
import io.rubro.crm.internal.calendar.CalendarSource;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.security.Colleagues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The days on which a user's open opportunities are expected to be decided. */
@Component
public final class OpportunityCalendar implements CalendarSource {

    private static final String PERMISSION = "crm.opportunity.read";

    private final Sql sql;
    private final Colleagues colleagues;
    private final Organizations organizations;
    private final Messages messages;

    /** Called by the component runtime. */
    @Activate
    public OpportunityCalendar(
            @Reference Sql sql,
            @Reference Colleagues colleagues,
            @Reference Organizations organizations,
            @Reference Messages messages,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.colleagues = colleagues;
        this.organizations = organizations;
        this.messages = messages;
    }

    @Override
    public List<CalendarItem> items(Id user, Instant from, Instant until, int limit) {
        if (!colleagues.may(user, PERMISSION)) {
            return List.of();
        }
        Organization organization = organizations.current();
        return sql.query(
                "select o.id, o.contact_id, o.title, o.expected_close, o.version, o.updated_at, c.name"
                        + " from crm.opportunity o join crm.contact c on c.organization_id = o.organization_id"
                        + " and c.id = o.contact_id where o.organization_id = {org} and o.owner_id = ?"
                        + " and o.kind = 'OPEN' and o.expected_close >= ? and o.expected_close < ?"
                        + " order by o.expected_close, o.id fetch first " + limit + " rows only",
                row -> item(row, organization),
                user,
                from.atZone(organization.zone()).toLocalDate(),
                until.atZone(organization.zone()).toLocalDate());
    }

    private CalendarItem item(ResultSet row, Organization organization) throws SQLException {
        String title = messages.text(
                        organization.language(),
                        "crm.calendar.close",
                        Map.of("title", row.getString("title"), "contact", row.getString("name")))
                .orElseThrow();
        return new CalendarItem(
                "opportunity-" + Rows.id(row, "id") + "@crm.rubro",
                title,
                null,
                new Day(Objects.requireNonNull(Rows.dateOrNull(row, "expected_close"))),
                false,
                "contacts/" + Rows.id(row, "contact_id"),
                row.getLong("version"),
                Rows.instant(row, "updated_at"));
    }
}
