package io.rubro.crm.internal.consent;

import io.rubro.crm.internal.service.ContactPart;
import io.rubro.crm.internal.service.PartRows;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The history of consents in merges, exports and erasures. That somebody said yes or no is kept without saying who: it proves that what was sent was lawful (RGPD art. 7.1). */
@Component(service = ContactPart.class)
public final class ConsentPart implements ContactPart {

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public ConsentPart(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "consents";
    }

    @Override
    public String table() {
        return "crm.consent_change";
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return PartRows.read(
                sql,
                table(),
                contact,
                "channel",
                "purpose",
                "state",
                "given_at",
                "how",
                "about",
                "note",
                "recorded_at");
    }

    @Override
    public void erase(Id contact) {
        sql.update(
                "update crm.consent_change set about = null, note = null where organization_id = {org} and contact_id = ?",
                contact);
    }
}
