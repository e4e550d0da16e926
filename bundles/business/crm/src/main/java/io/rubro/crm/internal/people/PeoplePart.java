package io.rubro.crm.internal.people;

import io.rubro.crm.internal.service.ContactPart;
import io.rubro.crm.internal.service.PartRows;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** People in merges, exports and erasures: those of a contact, and those who are the contact at a company. */
@Component(service = ContactPart.class)
public final class PeoplePart implements ContactPart {

    private static final String OF = "where organization_id = {org} and (contact_id = ? or linked_contact_id = ?)";
    private static final String[] COLUMNS = {
        "name", "job_title", "duty", "email", "phone", "authorises_payments", "notes", "created_at", "updated_at"
    };

    private final Sql sql;
    private final SqlPeople people;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public PeoplePart(
            @Reference Sql sql, @Reference SqlPeople people, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.people = people;
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public String table() {
        return "crm.person";
    }

    @Override
    public void moved(Id contact) {
        people.settle(contact);
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return sql.query(
                "select " + String.join(", ", COLUMNS) + " from crm.person " + OF + " order by id",
                row -> PartRows.values(row, COLUMNS),
                contact,
                contact);
    }

    @Override
    public void erase(Id contact) {
        List<Id> elsewhere = sql.query(
                "select distinct contact_id from crm.person where organization_id = {org} and linked_contact_id = ?",
                row -> Rows.id(row, "contact_id"),
                contact);
        sql.update("delete from crm.person " + OF, contact, contact);
        elsewhere.forEach(people::settle);
    }
}
