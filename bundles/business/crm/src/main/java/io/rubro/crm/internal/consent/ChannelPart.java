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

/** The addresses and numbers of a contact in merges, exports and erasures. */
@Component(service = ContactPart.class)
public final class ChannelPart implements ContactPart {

    private final Sql sql;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public ChannelPart(@Reference Sql sql, @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "channels";
    }

    @Override
    public String table() {
        return "crm.contact_channel";
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return PartRows.read(sql, table(), contact, "channel", "channel_value", "label");
    }

    @Override
    public void erase(Id contact) {
        sql.update("delete from crm.contact_channel where organization_id = {org} and contact_id = ?", contact);
    }
}
