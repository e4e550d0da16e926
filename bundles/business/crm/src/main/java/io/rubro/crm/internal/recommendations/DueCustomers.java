package io.rubro.crm.internal.recommendations;

import io.rubro.crm.internal.health.HealthObserver;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.TransactionBatch;
import io.rubro.platform.persistence.Transactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The customers the rules are to be asked about again. Whoever changes what a rule sees adds the customer, in the transaction
 * of the change; it costs one row for each customer and transaction, and nobody waits for anybody.
 */
@Component(service = {DueCustomers.class, HealthObserver.class})
public final class DueCustomers implements HealthObserver {

    private final Sql sql;
    private final TransactionBatch<Id> added;

    @Activate
    public DueCustomers(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference(target = "(module=crm)") SchemaReady schema) {
        this.sql = sql;
        this.added = new TransactionBatch<>(transactions, this::write);
    }

    /** Something a rule may look at has changed for a customer. Inside a transaction. */
    public void add(Id contact) {
        added.add(contact);
    }

    @Override
    public void healthChanged(Set<Id> contacts) {
        contacts.forEach(added::add);
    }

    private void write(List<Id> contacts) {
        sql.batch(
                "insert into crm.recommendation_due (organization_id, id, contact_id) values ({org}, ?, ?)",
                contacts.stream()
                        .distinct()
                        .map(contact -> new @Nullable Object[] {Id.next(), contact})
                        .toList());
    }

    /** Some of those added, with the rows that say so; the oldest first. */
    Map<Id, List<Id>> some(int limit) {
        Map<Id, List<Id>> rows = new LinkedHashMap<>();
        sql.query(
                        "select d.id, d.contact_id from crm.recommendation_due d where d.organization_id = {org}"
                                + " order by d.id fetch first " + limit + " rows only",
                        row -> Map.entry(Rows.id(row, "contact_id"), Rows.id(row, "id")))
                .forEach(due -> rows.computeIfAbsent(due.getKey(), contact -> new ArrayList<>())
                        .add(due.getValue()));
        return rows;
    }

    /** Takes rows away, as done. */
    void done(List<Id> rows) {
        sql.batch(
                "delete from crm.recommendation_due where organization_id = {org} and id = ?",
                rows.stream().map(row -> new @Nullable Object[] {row}).toList());
    }
}
