package io.rubro.crm.internal.health;

import io.rubro.crm.internal.service.ContactPart;
import io.rubro.crm.internal.service.Directory;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The invoices of a contact follow it when it is merged. Their numbers, dates and amounts are kept for the figures after
 * an erasure: who they were made out to is not written here.
 */
@Component
public final class InvoicePart implements ContactPart {

    private final Directory directory;
    private final Sql sql;
    private final CustomerTallies tallies;

    /** Called by the component runtime. */
    @Activate
    public InvoicePart(@Reference Directory directory, @Reference Sql sql, @Reference CustomerTallies tallies) {
        this.directory = directory;
        this.sql = sql;
        this.tallies = tallies;
    }

    @Override
    public String name() {
        return "invoices";
    }

    @Override
    public String table() {
        return "crm.customer_invoice";
    }

    @Override
    public void moved(Id contact) {
        directory.lock();
        tallies.again(Set.of(contact));
    }

    @Override
    public List<Map<String, Object>> export(Id contact) {
        return sql.query(
                """
                select number, issued_on, due_on, currency, total, paid, balance, settled_on from crm.customer_invoice
                where organization_id = {org} and contact_id = ? order by issued_on, id""",
                row -> {
                    Map<String, Object> invoice = new LinkedHashMap<>();
                    invoice.put("number", row.getString("number"));
                    invoice.put("issueDate", row.getDate("issued_on").toString());
                    invoice.put("dueDate", row.getDate("due_on").toString());
                    invoice.put("currency", row.getString("currency"));
                    invoice.put("total", row.getBigDecimal("total"));
                    invoice.put("paid", row.getBigDecimal("paid"));
                    invoice.put("balance", row.getBigDecimal("balance"));
                    java.sql.Date settled = row.getDate("settled_on");
                    if (settled != null) {
                        invoice.put("paidInFull", settled.toString());
                    }
                    return invoice;
                },
                contact);
    }

    @Override
    public void erase(Id contact) {
        // a number, dates and amounts say nothing of a person; the figures need them
    }
}
