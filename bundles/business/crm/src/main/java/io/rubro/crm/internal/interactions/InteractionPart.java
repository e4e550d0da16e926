package io.rubro.crm.internal.interactions;

import io.rubro.crm.internal.service.ContactPart;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The interactions of a contact, written by hand or mirrored. Erasing takes the texts out and leaves kind, time and amount,
 * which figures are made of. What billing wrote names a document, not a person, and stays as it is.
 */
@Component
public final class InteractionPart implements ContactPart {

    private static final String BILLING = "billing";

    private final Sql sql;
    private final Messages messages;
    private final Organizations organizations;

    /** Called by the component runtime. */
    @Activate
    public InteractionPart(
            @Reference Sql sql,
            @Reference Messages messages,
            @Reference Organizations organizations,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.messages = messages;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "interactions";
    }

    @Override
    public String table() {
        return "crm.interaction";
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return sql.query(
                "select id, type, title, description, happens_at, minutes, participants, done, amount, currency, outcome,"
                        + " author_name, assignee_name, source_module from crm.interaction"
                        + " where organization_id = {org} and contact_id = ? order by happens_at, id",
                InteractionPart::row,
                contact);
    }

    private static Map<String, Object> row(ResultSet row) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", Rows.id(row, "id"));
        values.put("type", row.getString("type"));
        values.put("title", row.getString("title"));
        values.put("at", Rows.instant(row, "happens_at"));
        values.put("done", row.getBoolean("done"));
        put(values, "description", row.getString("description"));
        put(values, "minutes", row.getObject("minutes"));
        put(values, "participants", row.getString("participants"));
        put(values, "amount", row.getBigDecimal("amount"));
        put(values, "currency", row.getString("currency"));
        put(values, "outcome", row.getString("outcome"));
        put(values, "author", row.getString("author_name"));
        put(values, "assignee", row.getString("assignee_name"));
        put(values, "module", row.getString("source_module"));
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    @Override
    public void erase(Id contact) {
        String title = messages.text(organizations.current().language(), "crm.interaction.erased", Map.of())
                .orElseThrow();
        // what is still to be done cannot be done any more
        sql.update(
                "update crm.interaction set version = version + 1, title = ?, title_normalised = null,"
                        + " description = null, participants = null, outcome = null, done = true, remind_at = null,"
                        + " remind_minutes = null, updated_at = ? where organization_id = {org} and contact_id = ?"
                        + " and (source_module is null or source_module <> ?)",
                title,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                contact,
                BILLING);
        sql.update(
                "delete from crm.calendar_cancellation where organization_id = {org}"
                        + " and (contact_id = ? or people like ?)",
                contact,
                "%|" + contact + "|%");
    }
}
