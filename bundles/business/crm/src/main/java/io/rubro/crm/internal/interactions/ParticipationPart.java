package io.rubro.crm.internal.interactions;

import io.rubro.crm.internal.service.ContactPart;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where a contact took part, and what it answered. That it did stays when it is erased: the contact has no name then. */
@Component
public final class ParticipationPart implements ContactPart {

    private final Sql sql;

    /** Called by the component runtime. */
    @Activate
    public ParticipationPart(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "participations";
    }

    @Override
    public String table() {
        return "crm.interaction_person";
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return sql.query(
                "select i.id, i.type, i.title, i.happens_at, p.answer from crm.interaction_person p"
                        + " join crm.interaction i on i.organization_id = p.organization_id and i.id = p.interaction_id"
                        + " where p.organization_id = {org} and p.contact_id = ? order by i.happens_at, i.id",
                row -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("id", Rows.id(row, "id"));
                    values.put("type", row.getString("type"));
                    values.put("title", row.getString("title"));
                    values.put("at", Rows.instant(row, "happens_at"));
                    @Nullable String answer = row.getString("answer");
                    if (answer != null) {
                        values.put("answer", answer);
                    }
                    return values;
                },
                contact);
    }

    @Override
    public void erase(Id contact) {
        sql.update(
                "update crm.interaction_person set answer = null, answered_at = null where organization_id = {org}"
                        + " and contact_id = ?",
                contact);
    }
}
