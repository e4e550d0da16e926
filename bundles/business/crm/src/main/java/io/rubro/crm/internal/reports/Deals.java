package io.rubro.crm.internal.reports;

import io.rubro.crm.internal.reports.Deal.Step;
import io.rubro.crm.pipeline.StageKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads opportunities with their steps, for reports and predictions: those in the organisation's own currency, for sums of
 * several currencies mean nothing.
 */
@Component(service = Deals.class)
public final class Deals {

    private static final String COLUMNS =
            "select o.id, o.contact_id, o.pipeline_id, o.kind, o.amount, o.probability, o.stage_id,"
                    + " coalesce(o.origin, c.source) as origin, o.created_at, o.expected_close, o.closed_on, o.lost_reason"
                    + " from crm.opportunity o join crm.contact c on c.organization_id = o.organization_id"
                    + " and c.id = o.contact_id where o.organization_id = {org} and o.currency = ?";

    private final Sql sql;
    private final Organizations organizations;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public Deals(
            @Reference Sql sql,
            @Reference Organizations organizations,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.organizations = organizations;
    }

    /** Those made in a time, both days included. */
    public List<Deal> made(LocalDate from, LocalDate until) {
        ZoneId zone = organizations.current().zone();
        return read(
                " and o.created_at >= ? and o.created_at < ?",
                from.atStartOfDay(zone).toInstant(),
                until.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** Those won or lost in a time, both days included. */
    public List<Deal> closed(LocalDate from, LocalDate until) {
        return read(" and o.closed_on >= ? and o.closed_on <= ?", from, until);
    }

    /** Those still to be decided. */
    public List<Deal> open() {
        return read(" and o.kind = 'OPEN'");
    }

    /** One of them; empty if it is not there or in another currency. */
    public List<Deal> one(Id id) {
        return read(" and o.id = ?", id);
    }

    private List<Deal> read(String condition, Object... args) {
        Organization organization = organizations.current();
        List<@Nullable Object> all = new ArrayList<>(List.of(organization.currency()));
        all.addAll(List.of(args));
        Map<Id, List<Step>> steps = new HashMap<>();
        sql.query(
                        "select m.opportunity_id, m.to_stage_id, s.kind, s.seq, m.moved_at, m.probability, m.amount"
                                + " from crm.opportunity_move m"
                                + " join crm.pipeline_stage s on s.organization_id = m.organization_id"
                                + " and s.id = m.to_stage_id"
                                + " where m.organization_id = {org} and m.opportunity_id in (select o.id"
                                + " from crm.opportunity o where o.organization_id = {org} and o.currency = ?"
                                + condition + ") order by m.id",
                        Deals::step,
                        all.toArray())
                .forEach(entry -> steps.computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
                        .add(entry.getValue()));
        return sql.query(
                COLUMNS + condition + " order by o.id",
                row -> deal(row, organization.zone(), steps.getOrDefault(Rows.id(row, "id"), List.of())),
                all.toArray());
    }

    private static Map.Entry<Id, Step> step(ResultSet row) throws SQLException {
        return Map.entry(
                Rows.id(row, "opportunity_id"),
                new Step(
                        Rows.id(row, "to_stage_id"),
                        StageKind.valueOf(row.getString("kind")),
                        row.getInt("seq"),
                        Rows.instant(row, "moved_at"),
                        row.getInt("probability"),
                        row.getBigDecimal("amount")));
    }

    private static Deal deal(ResultSet row, ZoneId zone, List<Step> steps) throws SQLException {
        return new Deal(
                Rows.id(row, "id"),
                Rows.id(row, "contact_id"),
                Rows.id(row, "pipeline_id"),
                StageKind.valueOf(row.getString("kind")),
                row.getBigDecimal("amount"),
                row.getInt("probability"),
                Rows.id(row, "stage_id"),
                row.getString("origin"),
                Rows.instant(row, "created_at").atZone(zone).toLocalDate(),
                Rows.dateOrNull(row, "expected_close"),
                Rows.dateOrNull(row, "closed_on"),
                row.getString("lost_reason"),
                steps);
    }
}
