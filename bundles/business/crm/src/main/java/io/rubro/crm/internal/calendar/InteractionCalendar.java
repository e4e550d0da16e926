package io.rubro.crm.internal.calendar;

import io.rubro.crm.InteractionType;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a user still has to do with contacts. Calls and meetings take their time; what else is to be done stands there for a
 * quarter of an hour and keeps nobody from anything. Tasks are events, too: Google Calendar leaves to-dos out.
 */
@Component
public final class InteractionCalendar implements CalendarSource {

    /** The length of a call or meeting that has none, in minutes. */
    static final int USUAL_MINUTES = 30;

    private static final int MINUTES_OF_A_TASK = 15;

    private static final String SELECT =
            """
            select i.id, i.contact_id, i.type, i.title, i.description, i.happens_at, i.minutes, i.version, i.updated_at,
              c.name, c.phone
            from crm.interaction i
            join crm.contact c on c.organization_id = i.organization_id and c.id = i.contact_id
            where i.organization_id = {org} and i.responsible_id = ? and i.done = ? and i.happens_at >= ?
              and i.happens_at < ?
            order by i.happens_at, i.id""";

    private final Sql sql;
    private final Organizations organizations;
    private final Messages messages;

    /** Called by the component runtime. */
    @Activate
    public InteractionCalendar(
            @Reference Sql sql,
            @Reference Organizations organizations,
            @Reference Messages messages,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.organizations = organizations;
        this.messages = messages;
    }

    /** The name of an interaction in all calendars. */
    static String uid(Id interaction) {
        return "interaction-" + interaction + "@crm.rubro";
    }

    @Override
    public List<CalendarItem> items(Id user, Instant from, Instant until, int limit) {
        Organization organization = organizations.current();
        return sql.query(
                SELECT + " fetch first " + limit + " rows only",
                row -> item(row, organization),
                user,
                false,
                from,
                until);
    }

    private CalendarItem item(ResultSet row, Organization organization) throws SQLException {
        InteractionType type = InteractionType.valueOf(row.getString("type"));
        boolean busy = type == InteractionType.CALL || type == InteractionType.MEETING;
        int minutes = row.getInt("minutes");
        int length = minutes > 0 ? minutes : busy ? USUAL_MINUTES : MINUTES_OF_A_TASK;
        String title = messages.text(
                        organization.language(),
                        "crm.calendar.title." + type.name(),
                        Map.of("title", row.getString("title"), "contact", row.getString("name")))
                .orElseThrow();
        @Nullable
        String description = Stream.of(row.getString("description"), row.getString("phone"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        return new CalendarItem(
                uid(Rows.id(row, "id")),
                title,
                description.isEmpty() ? null : description,
                new CalendarItem.Moment(Rows.instant(row, "happens_at"), length),
                busy,
                "contacts/" + Rows.id(row, "contact_id"),
                row.getLong("version"),
                Rows.instant(row, "updated_at"));
    }
}
