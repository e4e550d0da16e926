package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.service.ContactPart;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The opportunities of a contact in a merge, an export and an erasure. */
@Component
public final class OpportunityPart implements ContactPart {

    /** What stands where there was a text about a person. */
    private static final String ERASED = "—";

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public OpportunityPart(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "opportunities";
    }

    @Override
    public String table() {
        return "crm.opportunity";
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return sql.query(
                "select " + OpportunityRows.COLUMNS + ", s.name stage_name from crm.opportunity o"
                        + " join crm.contact c on c.organization_id = o.organization_id and c.id = o.contact_id"
                        + " join crm.pipeline_stage s on s.organization_id = o.organization_id and s.id = o.stage_id"
                        + " where o.organization_id = {org} and o.contact_id = ? order by o.id",
                OpportunityPart::exported,
                contact);
    }

    private static Map<String, Object> exported(ResultSet row) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", Rows.id(row, "id"));
        values.put("title", row.getString("title"));
        put(values, "description", row.getString("description"));
        values.put("value", row.getBigDecimal("amount"));
        values.put("currency", row.getString("currency"));
        values.put("stage", row.getString("stage_name"));
        values.put("probability", row.getInt("probability"));
        put(values, "expectedClose", Rows.dateOrNull(row, "expected_close"));
        put(values, "closedOn", Rows.dateOrNull(row, "closed_on"));
        put(values, "lostReason", row.getString("lost_reason"));
        put(values, "source", row.getString("origin"));
        values.put("createdAt", Rows.instant(row, "created_at"));
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** Free texts go; value, stage and dates stay, as the figures of the business need them and name nobody. */
    @Override
    public void erase(Id contact) {
        sql.update(
                """
                update crm.opportunity_move set lost_reason = ? where organization_id = {org} and lost_reason is not null
                  and opportunity_id in (
                    select id from crm.opportunity where organization_id = {org} and contact_id = ?)""",
                ERASED,
                contact);
        sql.update(
                """
                update crm.opportunity set lost_reason = ?
                where organization_id = {org} and contact_id = ? and lost_reason is not null""",
                ERASED,
                contact);
        sql.update(
                """
                update crm.opportunity set version = version + 1, title = ?, title_normalised = ?, description = null,
                  origin = null
                where organization_id = {org} and contact_id = ?""",
                ERASED,
                ERASED,
                contact);
    }
}
