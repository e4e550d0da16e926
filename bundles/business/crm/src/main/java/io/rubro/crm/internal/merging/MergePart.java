package io.rubro.crm.internal.merging;

import io.rubro.crm.internal.duplicates.ContactKeys;
import io.rubro.crm.internal.service.ContactPart;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is kept of merges and for finding duplicates: names and addresses as they once were. When they are erased, the merge
 * cannot be undone any more.
 */
@Component
public final class MergePart implements ContactPart {

    private final Sql sql;
    private final ContactKeys keys;

    /** Called by the component runtime. */
    @Activate
    public MergePart(@Reference Sql sql, @Reference ContactKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    @Override
    public String name() {
        return "merges";
    }

    @Override
    public String table() {
        return "crm.contact_merge_field";
    }

    @Override
    public boolean follows() {
        return false;
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return sql.query(
                """
                select f.field, f.value_before, f.value_after, m.merged_at from crm.contact_merge_field f
                join crm.contact_merge m on m.organization_id = f.organization_id and m.id = f.merge_id
                where f.organization_id = {org} and f.contact_id = ? order by m.merged_at, f.field""",
                row -> {
                    Map<String, Object> line = new TreeMap<>();
                    line.put("field", row.getString("field"));
                    put(line, "before", row.getString("value_before"));
                    put(line, "after", row.getString("value_after"));
                    return line;
                },
                contact);
    }

    private static void put(Map<String, Object> line, String name, @Nullable String value) {
        if (value != null) {
            line.put(name, value);
        }
    }

    @Override
    public void erase(Id contact) {
        sql.update(
                """
                delete from crm.contact_merge_field where organization_id = {org} and merge_id in (
                  select id from crm.contact_merge where organization_id = {org} and (winner_id = ? or loser_id = ?))""",
                contact,
                contact);
        keys.forget(contact);
    }
}
