package io.rubro.crm.internal.health;

import io.rubro.crm.internal.service.Directory;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The most valuable customers of an organisation: by lifetime value the first five in a hundred, rounded down, of those
 * with one above zero. Fewer than {@value #LEAST} customers have none. Among equals who bought earlier comes first, then
 * who was added earlier.
 */
@Component(service = TopCustomers.class)
public final class TopCustomers {

    /** So many customers are needed for one of them to be five in a hundred. */
    static final int LEAST = 20;

    private final Transactions transactions;
    private final Directory directory;
    private final Sql sql;
    private final CustomerTallies tallies;

    /** Called by the component runtime. */
    @Activate
    public TopCustomers(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Sql sql,
            @Reference CustomerTallies tallies) {
        this.transactions = transactions;
        this.directory = directory;
        this.sql = sql;
        this.tallies = tallies;
    }

    /** How many of so many customers are at the top. */
    static long among(long customers) {
        return customers / LEAST;
    }

    /** Chooses them anew for the organisation on the thread. */
    public void choose() {
        transactions.run(() -> {
            directory.lock();
            long customers = sql.queryOne(
                            """
                            select count(*) as n from crm.customer_health
                            where organization_id = {org} and lifetime_value > 0""",
                            row -> row.getLong("n"))
                    .orElseThrow();
            Set<Id> before = Set.copyOf(sql.query(
                    "select id from crm.customer_health where organization_id = {org} and top_customer = ?",
                    row -> Rows.id(row, "id"),
                    true));
            Set<Id> now = among(customers) == 0
                    ? Set.of()
                    : Set.copyOf(sql.query(
                            """
                            select id from crm.customer_health where organization_id = {org} and lifetime_value > 0
                            order by lifetime_value desc, first_invoice, id fetch first\
                            """
                                    + " " + among(customers) + " rows only",
                            row -> Rows.id(row, "id")));
            Set<Id> changed = new HashSet<>(before);
            changed.addAll(now);
            changed.removeIf(id -> before.contains(id) && now.contains(id));
            sql.batch(
                    "update crm.customer_health set top_customer = ? where organization_id = {org} and id = ?",
                    List.copyOf(changed).stream()
                            .map(id -> new Object[] {now.contains(id), id})
                            .toList());
            tallies.tell(changed);
        });
    }
}
