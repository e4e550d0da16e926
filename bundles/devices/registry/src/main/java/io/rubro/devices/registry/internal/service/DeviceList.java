package io.rubro.devices.registry.internal.service;

import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists devices together with their presence, in one statement. */
@Component(service = DeviceList.class)
public final class DeviceList {

    private static final String SELECT =
            """
            select d.id, d.name, d.driver, d.group_name, d.place, d.enabled, d.created_at,
                   p.online, p.last_seen, p.firmware
              from devices.device d
              join devices.presence p on p.organization_id = d.organization_id and p.id = d.id
             where d.organization_id = {org}""";

    /** How long a device may say nothing before it counts as silent. */
    public static final Duration SILENCE = Duration.ofMinutes(15);

    private final Sql sql;
    private final LoadedDrivers drivers;

    @Activate
    public DeviceList(
            @Reference Sql sql,
            @Reference(target = "(module=devices)") SchemaReady schema,
            @Reference LoadedDrivers drivers) {
        this.sql = sql;
        this.drivers = drivers;
    }

    /** How a device is doing. */
    public enum State {
        /** Connected. */
        ONLINE,
        /** May connect and does not. */
        OFFLINE,
        /** May connect, connected or not, and has said nothing for {@link #SILENCE}. */
        SILENT,
        /** May not connect. */
        BLOCKED
    }

    /**
     * What is asked for; null means any.
     *
     * @param text occurs in the name, whatever the case
     */
    public record Filter(
            @Nullable String text, @Nullable String group, @Nullable String driver, @Nullable State state) {}

    /**
     * How many devices there are, and how they are doing.
     *
     * @param silent those of {@link State#SILENT}, which may be online
     */
    public record Figures(long total, long online, long blocked, long silent) {}

    /** The devices of the organisation of the thread. */
    public Page<DeviceRow> list(Filter filter, PageRequest page) {
        PageRequest.Order order = page.order("name", "createdAt");
        boolean byName = order.field().equals("name");
        List<@Nullable Object> args = new ArrayList<>();
        StringBuilder query = new StringBuilder(SELECT);
        if (filter.text() != null && !filter.text().isBlank()) {
            query.append(" and ").append(position()).append(" > 0");
            args.add(filter.text().strip().toLowerCase(Locale.ROOT));
        }
        add(query, args, " and d.group_name = ?", filter.group());
        add(query, args, " and d.driver = ?", filter.driver());
        if (filter.state() != null) {
            addState(query, args, filter.state());
        }
        String beyond = order.descending() ? " < " : " > ";
        if (byName) {
            page.after(2).ifPresent(last -> {
                query.append(" and (d.name" + beyond + "? or (d.name = ? and d.id" + beyond + "?))");
                args.add(last.get(0));
                args.add(last.get(0));
                args.add(id(last.get(1)));
            });
        } else {
            page.after(1).ifPresent(last -> add(query, args, " and d.id" + beyond + "?", id(last.get(0))));
        }
        String direction = order.descending() ? " desc" : "";
        // identifiers grow with time
        query.append(byName ? " order by d.name" + direction + ", d.id" + direction : " order by d.id" + direction);
        query.append(" fetch first ").append(page.limit() + 1).append(" rows only");
        return Page.of(
                sql.query(query.toString(), this::row, args.toArray()),
                page.limit(),
                row -> byName ? PageRequest.cursor(row.name(), row.id()) : PageRequest.cursor(row.id()));
    }

    /** One device. */
    public DeviceRow get(Id device) {
        return sql.queryOne(SELECT + " and d.id = ?", this::row, device)
                .orElseThrow(() -> ProblemException.notFound("devices.device.not-found", device));
    }

    private static void addState(StringBuilder query, List<@Nullable Object> args, State state) {
        switch (state) {
            case ONLINE -> query.append(" and d.enabled = true and p.online = true");
            case OFFLINE -> query.append(" and d.enabled = true and p.online = false");
            case BLOCKED -> query.append(" and d.enabled = false");
            case SILENT -> {
                // one that never said anything counts from when it was registered
                query.append(" and d.enabled = true and coalesce(p.last_seen, d.created_at) < ?");
                args.add(Instant.now().minus(SILENCE));
            }
        }
    }

    /** The devices of the organisation of the thread, counted. */
    public Figures figures() {
        return sql.queryOne(
                        """
                        select count(*) as total,
                               sum(case when d.enabled = true and p.online = true then 1 else 0 end) as online,
                               sum(case when d.enabled = true then 0 else 1 end) as blocked,
                               sum(case when d.enabled = true and coalesce(p.last_seen, d.created_at) < ?
                                        then 1 else 0 end) as silent
                          from devices.device d
                          join devices.presence p on p.organization_id = d.organization_id and p.id = d.id
                         where d.organization_id = {org}""",
                        row -> new Figures(
                                row.getLong("total"),
                                row.getLong("online"),
                                row.getLong("blocked"),
                                row.getLong("silent")),
                        Instant.now().minus(SILENCE))
                .orElseThrow();
    }

    private String position() {
        return sql.dialect() == Sql.Dialect.DERBY ? "locate(?, lower(d.name))" : "strpos(lower(d.name), ?)";
    }

    private static void add(
            StringBuilder query, List<@Nullable Object> args, String condition, @Nullable Object value) {
        if (value != null) {
            query.append(condition);
            args.add(value);
        }
    }

    private static Id id(String text) {
        try {
            return Id.valueOf(text);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private DeviceRow row(ResultSet row) throws SQLException {
        String driver = row.getString("driver");
        return new DeviceRow(
                Rows.id(row, "id"),
                row.getString("name"),
                driver,
                drivers.find(driver).isPresent(),
                row.getString("group_name"),
                row.getString("place"),
                row.getBoolean("enabled"),
                row.getBoolean("online"),
                Rows.instantOrNull(row, "last_seen"),
                row.getString("firmware"),
                Rows.instant(row, "created_at"));
    }
}
