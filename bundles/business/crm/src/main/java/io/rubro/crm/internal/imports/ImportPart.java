package io.rubro.crm.internal.imports;

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

/** What files said of a contact. It is about that contact and does not go with it into another. */
@Component
public final class ImportPart implements ContactPart {

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public ImportPart(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "imports";
    }

    @Override
    public String table() {
        return "crm.contact_import_row";
    }

    @Override
    public boolean follows() {
        return false;
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return sql.query(
                """
                select i.file_name, i.created_at, r.line, r.cells from crm.contact_import_row r
                join crm.contact_import i on i.organization_id = r.organization_id and i.id = r.import_id
                where r.organization_id = {org} and r.contact_id = ? order by i.created_at, r.line""",
                row -> Map.of(
                        "file", row.getString("file_name"),
                        "at", Rows.instant(row, "created_at").toString(),
                        "line", row.getInt("line"),
                        "cells", ImportRows.split(row.getString("cells"))),
                contact);
    }

    @Override
    public void erase(Id contact) {
        sql.update(
                """
                delete from crm.contact_import_field where organization_id = {org} and exists (
                  select 1 from crm.contact_import_row r where r.organization_id = {org} and r.contact_id = ?
                    and r.import_id = crm.contact_import_field.import_id and r.line = crm.contact_import_field.line)""",
                contact);
        sql.update(
                """
                update crm.contact_import_row set cells = null, reason = null, tax_id = null, email = null
                where organization_id = {org} and (contact_id = ? or duplicate_of = ?)""",
                contact,
                contact);
    }
}
