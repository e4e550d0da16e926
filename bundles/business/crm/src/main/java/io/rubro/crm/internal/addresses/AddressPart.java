package io.rubro.crm.internal.addresses;

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

/** Addresses in merges, exports and erasures. */
@Component(service = ContactPart.class)
public final class AddressPart implements ContactPart {

    private final Sql sql;
    private final Addresses addresses;

    /** Called by the component runtime; needs its tables to be there. */
    @Activate
    public AddressPart(
            @Reference Sql sql,
            @Reference Addresses addresses,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.addresses = addresses;
    }

    @Override
    public String name() {
        return "addresses";
    }

    @Override
    public String table() {
        return "crm.address";
    }

    @Override
    public void moved(Id contact) {
        addresses.settle(contact);
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return PartRows.read(
                sql, table(), contact, "kind", "label", "address", "postal_code", "city", "country", "notes");
    }

    @Override
    public void erase(Id contact) {
        sql.update("delete from crm.address where organization_id = {org} and contact_id = ?", contact);
    }
}
