package io.rubro.crm.internal.recommendations;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the list over all customers: asks the rules again about whom something happened to, and about everybody once a day,
 * since time alone makes an invoice late and a customer idle. Each customer in a transaction of its own: one that fails stops
 * no other.
 */
@Component(service = Refreshing.class)
public final class Refreshing {

    private static final Logger LOG = LoggerFactory.getLogger(Refreshing.class);
    private static final int STEP = 200;

    private final Transactions transactions;
    private final Sql sql;
    private final Advisor advisor;
    private final DueCustomers due;
    private final Organizations organizations;

    @Activate
    public Refreshing(
            @Reference Transactions transactions,
            @Reference Sql sql,
            @Reference(target = "(module=crm)") SchemaReady schema,
            @Reference Advisor advisor,
            @Reference DueCustomers due,
            @Reference Organizations organizations) {
        this.transactions = transactions;
        this.sql = sql;
        this.advisor = advisor;
        this.due = due;
        this.organizations = organizations;
    }

    /** Whom something happened to, in every organisation. */
    void due() {
        inEach(this::dueOfOne);
    }

    /** Everybody, in every organisation. */
    void everybody() {
        inEach(this::everybodyOfOne);
    }

    private void inEach(Runnable work) {
        @Nullable RuntimeException failed = null;
        for (Id organization : organizations.all()) {
            try {
                Tenant.run(organization, work);
            } catch (RuntimeException e) { // the others get theirs all the same
                LOG.warn("Recommendations of organisation {} failed", organization, e);
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** Whom something happened to, in the organisation on the thread. */
    void dueOfOne() {
        Map<Id, List<Id>> rows = some();
        while (!rows.isEmpty()) {
            rows.forEach((contact, seen) -> {
                refresh(contact);
                transactions.run(() -> due.done(seen));
            });
            rows = some();
        }
    }

    private Map<Id, List<Id>> some() {
        return transactions.required(() -> due.some(STEP));
    }

    /** Everybody, in the organisation on the thread. */
    void everybodyOfOne() {
        List<Id> contacts = after(new Id(Long.MIN_VALUE));
        while (!contacts.isEmpty()) {
            contacts.forEach(this::refresh);
            contacts = after(contacts.get(contacts.size() - 1));
        }
    }

    /** Those who ever bought or may buy, and those about whom something is still advised. */
    private List<Id> after(Id last) {
        return transactions.required(() -> sql.query(
                """
                select c.id from crm.contact c
                where c.organization_id = {org} and c.id > ? and (
                  exists (select 1 from crm.customer_health h where h.organization_id = {org} and h.id = c.id)
                  or exists (select 1 from crm.opportunity o where o.organization_id = {org} and o.contact_id = c.id)
                  or exists (select 1 from crm.recommendation r where r.organization_id = {org} and r.contact_id = c.id))
                order by c.id fetch first """
                        + " " + STEP + " rows only",
                row -> Rows.id(row, "id"),
                last));
    }

    private void refresh(Id contact) {
        try {
            transactions.run(() -> advisor.refresh(contact));
        } catch (ProblemException gone) {
            LOG.debug("No recommendations about {}: {}", contact, gone.code());
        } catch (RuntimeException e) {
            LOG.warn("The rules could not be asked about {}", contact, e);
        }
    }
}
