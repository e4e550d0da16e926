package io.rubro.crm.internal.recommendations;

import io.rubro.crm.internal.service.ContactPart;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The decisions about a contact's recommendations follow it; the advice itself is asked for again. */
@Component
public final class RecommendationPart implements ContactPart {

    private final Sql sql;
    private final DueCustomers due;

    @Activate
    public RecommendationPart(
            @Reference Sql sql, @Reference DueCustomers due, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.due = due;
    }

    @Override
    public String name() {
        return "recommendations";
    }

    @Override
    public String table() {
        return "crm.recommendation_decision";
    }

    @Override
    public void moved(Id contact) {
        due.add(contact);
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return sql.query(
                """
                select d.rule_id, d.kind, d.decided_by, d.decided_at from crm.recommendation_decision d
                where d.organization_id = {org} and d.contact_id = ? order by d.decided_at, d.id""",
                row -> {
                    Map<String, Object> decision = new LinkedHashMap<>();
                    decision.put("rule", row.getString("rule_id"));
                    decision.put("decision", row.getString("kind"));
                    decision.put("by", row.getString("decided_by"));
                    decision.put("at", Rows.instant(row, "decided_at"));
                    return decision;
                },
                contact);
    }

    /** Nothing of a decision is about the person; the advice may quote the title of an opportunity. */
    @Override
    public void erase(Id contact) {
        new StoredAdvice(sql).delete(contact);
        due.add(contact);
    }
}
