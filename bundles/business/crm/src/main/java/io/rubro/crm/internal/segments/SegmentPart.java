package io.rubro.crm.internal.segments;

import io.rubro.crm.internal.service.ContactPart;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The segments a contact was put into, in a merge, an export and an erasure. */
@Component
public final class SegmentPart implements ContactPart {

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public SegmentPart(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "segments";
    }

    @Override
    public String table() {
        return "crm.segment_member";
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return sql.query(
                """
                select s.name, m.added_at from crm.segment_member m
                join crm.segment s on s.organization_id = m.organization_id and s.id = m.segment_id
                where m.organization_id = {org} and m.contact_id = ? order by s.name_normalised""",
                row -> Map.of("segment", row.getString("name"), "addedAt", Rows.instant(row, "added_at")),
                contact);
    }

    @Override
    public void erase(Id contact) {
        sql.update("delete from crm.segment_member where organization_id = {org} and contact_id = ?", contact);
    }
}
