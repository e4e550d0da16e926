package io.rubro.crm.internal.health;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.Contacts;
import io.rubro.crm.health.Health;
import io.rubro.crm.internal.health.HealthRows.Row;
import io.rubro.crm.internal.health.HealthRows.Stored;
import io.rubro.crm.internal.service.Directory;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.rest.IfMatch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a new day changes: figures that depend on it, who is at the top, and who is no active customer any more. */
@Component(service = Refresh.class)
public final class Refresh {

    private static final int CHUNK = 200;

    private final Transactions transactions;
    private final Directory directory;
    private final Sql sql;
    private final HealthRows rows;
    private final CustomerTallies tallies;
    private final TopCustomers top;
    private final HealthState state;
    private final Contacts contacts;
    private final Today today;

    /** Called by the component runtime. */
    @Activate
    public Refresh(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Sql sql,
            @Reference HealthRows rows,
            @Reference CustomerTallies tallies,
            @Reference TopCustomers top,
            @Reference HealthState state,
            @Reference Contacts contacts,
            @Reference Today today) {
        this.transactions = transactions;
        this.directory = directory;
        this.sql = sql;
        this.rows = rows;
        this.tallies = tallies;
        this.top = top;
        this.state = state;
        this.contacts = contacts;
        this.today = today;
    }

    /** Brings the organisation on the thread to today, in small transactions. */
    public void run() {
        LocalDate day = today.date();
        if (day.equals(state.get().refreshedOn())) {
            return;
        }
        top.choose();
        long after = 0;
        List<Stored> page = rows.page(after, CHUNK, today.currency());
        while (!page.isEmpty()) {
            List<Id> ids = page.stream().map(Stored::contact).toList();
            transactions.run(() -> refresh(ids));
            after = ids.get(ids.size() - 1).value();
            page = rows.page(after, CHUNK, today.currency());
        }
        retire(day);
        transactions.run(() -> state.refreshed(day));
    }

    private void refresh(List<Id> ids) {
        directory.lock();
        List<Row> all = new ArrayList<>();
        Set<Id> told = new HashSet<>();
        for (Stored stored : rows.find(ids, today.currency())) {
            Health health = tallies.health(stored.contact(), stored.tally(), stored.top());
            all.add(new Row(stored.tally(), health));
            told.add(stored.contact());
        }
        rows.update(all);
        tallies.tell(told);
    }

    /** Active customers that did not buy for so long are inactive; blocked ones stay blocked. */
    private void retire(LocalDate day) {
        LocalDate before = day.minusDays(state.get().inactiveAfterDays());
        long after = 0;
        List<Id> page = idle(before, after);
        while (!page.isEmpty()) {
            for (Id id : page) {
                transactions.run(() -> retire(id));
            }
            after = page.get(page.size() - 1).value();
            page = idle(before, after);
        }
    }

    private List<Id> idle(LocalDate before, long after) {
        return sql.query(
                """
                select h.id from crm.customer_health h
                join crm.contact c on c.organization_id = h.organization_id and c.id = h.id
                where h.organization_id = {org} and h.last_invoice < ? and h.id > ? and c.status = 'ACTIVE'
                  and c.archived_at is null
                order by h.id fetch first 200 rows only""",
                row -> Rows.id(row, "id"),
                before,
                after);
    }

    private void retire(Id id) {
        directory.lock();
        Contact contact = contacts.get(id);
        if (contact.status() == ContactStatus.ACTIVE) {
            contacts.update(
                    id,
                    new IfMatch(contact.version()),
                    contact.toDraft().edit().status(ContactStatus.INACTIVE).build());
        }
    }
}
