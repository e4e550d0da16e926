package io.rubro.crm.internal.health;

import io.rubro.crm.internal.health.InvoiceRows.Stored;
import io.rubro.crm.internal.service.Directory;
import io.rubro.platform.audit.Audit;
import io.rubro.platform.events.EventHistory;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Rows;
import io.rubro.platform.persistence.Sql;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.tenancy.Tenant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the projection of an organisation again from the journal, while it is read and written.
 *
 * <p>An invoice is a fold of its own events, so a share of all invoices at a time is folded in memory, without any lock.
 * They are then written in small transactions that hold the lock of the {@link Directory}, as every writer of these
 * tables does: under it the fold first reads on to the end of the journal, so that it knows all that was ever delivered,
 * and what is delivered later finds in the row which events are in it already. At the end each customer is summed up from
 * its invoices. An invoice whose customer the time line does not know yet is left to its delivery; one whose events
 * retention has deleted stays as it is.
 */
@Component(service = Rebuild.class)
public final class Rebuild {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final int CHUNK = 500;
    private static final int CUSTOMERS = 100;

    /** So many invoices are held in memory at once; one takes about 400 bytes. */
    private static final int SHARE = 100_000;

    private final Transactions transactions;
    private final Directory directory;
    private final Sql sql;
    private final EventHistory history;
    private final InvoiceRows invoices;
    private final CustomerTallies tallies;
    private final TopCustomers top;
    private final HealthState state;
    private final Today today;
    private final Audit audit;
    private final int shareSize;

    /** Called by the component runtime. */
    @Activate
    public Rebuild(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Sql sql,
            @Reference EventHistory history,
            @Reference InvoiceRows invoices,
            @Reference CustomerTallies tallies,
            @Reference TopCustomers top,
            @Reference HealthState state,
            @Reference Today today,
            @Reference Audit audit) {
        this(transactions, directory, sql, history, invoices, tallies, top, state, today, audit, SHARE);
    }

    Rebuild(
            Transactions transactions,
            Directory directory,
            Sql sql,
            EventHistory history,
            InvoiceRows invoices,
            CustomerTallies tallies,
            TopCustomers top,
            HealthState state,
            Today today,
            Audit audit,
            int shareSize) {
        this.transactions = transactions;
        this.directory = directory;
        this.sql = sql;
        this.history = history;
        this.invoices = invoices;
        this.tallies = tallies;
        this.top = top;
        this.state = state;
        this.today = today;
        this.audit = audit;
        this.shareSize = shareSize;
    }

    /**
     * What was done.
     *
     * @param events that went into it
     * @param invoices of known customers
     * @param changed how many of these were not as they should have been
     * @param customers with an invoice
     * @param milliseconds it took
     * @param rowsPerSecond invoices and customers written or found right in a second
     */
    public record RebuildResult(
            long events, long invoices, long changed, long customers, long milliseconds, long rowsPerSecond) {}

    /** Rebuilds the projection of the organisation on the thread. */
    public RebuildResult run() {
        long begun = System.nanoTime();
        long events = 0;
        Counts counts = new Counts();
        int shares = (int) (1 + known() / shareSize);
        for (int share = 0; share < shares; share++) {
            Folded folded = new Folded(history, shares, share);
            folded.readOn();
            for (List<Id> chunk : chunks(folded.ids(), CHUNK)) {
                transactions.run(() -> write(chunk, folded, counts));
            }
            events += folded.events();
        }
        long customers = sumUp();
        top.choose();
        transactions.run(() -> state.filled(today.clock().instant().truncatedTo(ChronoUnit.MICROS)));
        long millis = Math.max(1, (System.nanoTime() - begun) / 1_000_000);
        RebuildResult result = new RebuildResult(
                events,
                counts.invoices,
                counts.changed,
                customers,
                millis,
                (counts.invoices + customers) * 1_000 / millis);
        transactions.run(() -> audit.record(
                "crm.health.rebuild",
                "organization",
                Tenant.current(),
                Map.of("invoices", result.invoices(), "changed", result.changed(), "customers", customers)));
        LOG.info(
                "customer health of {}: {} events, {} invoices ({} changed), {} customers in {} ms",
                Tenant.current(),
                result.events(),
                result.invoices(),
                result.changed(),
                customers,
                millis);
        return result;
    }

    private static final class Counts {
        private long invoices;
        private long changed;
    }

    /** How many invoices the time lines know. */
    private long known() {
        return sql.queryOne(
                        """
                        select count(*) as n from crm.interaction where organization_id = {org}
                          and source_module = 'billing' and source_document_id is null""",
                        row -> row.getLong("n"))
                .orElse(0L);
    }

    private void write(List<Id> chunk, Folded folded, Counts counts) {
        directory.lock();
        folded.readOn();
        Map<Id, Id> contacts = new HashMap<>();
        InLists.query(
                        sql,
                        """
                        select source_id, contact_id from crm.interaction
                        where organization_id = {org} and source_module = 'billing' and source_id in\
                        """
                                + " ",
                        chunk,
                        row -> Map.entry(Rows.id(row, "source_id"), Rows.id(row, "contact_id")))
                .forEach(entry -> contacts.put(entry.getKey(), entry.getValue()));
        Map<Id, Stored> there = new HashMap<>();
        invoices.find(chunk).forEach(stored -> there.put(stored.invoice().id(), stored));
        List<Stored> added = new ArrayList<>();
        List<Stored> wrong = new ArrayList<>();
        for (Id id : chunk) {
            Id contact = contacts.get(id);
            if (contact != null) {
                counts.invoices++;
                Stored right = new Stored(contact, folded.get(id));
                Stored known = there.get(id);
                if (known == null) {
                    added.add(right);
                } else if (!known.equals(right)) {
                    wrong.add(right);
                }
            }
        }
        counts.changed += added.size() + wrong.size();
        invoices.insert(added);
        invoices.update(wrong);
    }

    /** Sums up every customer from its invoices; says how many there are. */
    private long sumUp() {
        long customers = 0;
        long after = 0;
        List<Id> page = contactsAfter(after);
        while (!page.isEmpty()) {
            Set<Id> contacts = Set.copyOf(page);
            transactions.run(() -> {
                directory.lock();
                tallies.again(contacts);
            });
            customers += contacts.size();
            after = page.get(page.size() - 1).value();
            page = contactsAfter(after);
        }
        return customers;
    }

    private List<Id> contactsAfter(long after) {
        Set<Id> found = new HashSet<>(sql.query(
                "select distinct contact_id from crm.customer_invoice where organization_id = {org}"
                        + " and contact_id > ? order by contact_id fetch first " + CUSTOMERS + " rows only",
                row -> Rows.id(row, "contact_id"),
                after));
        found.addAll(sql.query(
                "select id from crm.customer_health where organization_id = {org} and id > ? order by id"
                        + " fetch first " + CUSTOMERS + " rows only",
                row -> Rows.id(row, "id"),
                after));
        return found.stream()
                .sorted((one, other) -> Long.compare(one.value(), other.value()))
                .limit(CUSTOMERS)
                .toList();
    }

    private static List<List<Id>> chunks(Set<Id> ids, int size) {
        List<Id> sorted = ids.stream()
                .sorted((one, other) -> Long.compare(one.value(), other.value()))
                .toList();
        List<List<Id>> chunks = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += size) {
            chunks.add(sorted.subList(from, Math.min(sorted.size(), from + size)));
        }
        return chunks;
    }
}
