package io.rubro.crm.internal.health;

import io.rubro.billing.InvoiceCancelled;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceOffset;
import io.rubro.billing.PaymentRegistered;
import io.rubro.crm.internal.health.InvoiceRows.Stored;
import io.rubro.crm.internal.service.Directory;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Transactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the figures of customers current as billing's events arrive. What the events of one transaction change is
 * collected and written together when it is about to commit: each invoice and each customer once, however many events.
 *
 * <p>Whoever writes these tables holds the lock of the {@link Directory} first, before it touches any other row.
 */
@Component(service = Projection.class)
public final class Projection {

    private final Transactions transactions;
    private final Directory directory;
    private final InvoiceRows invoices;
    private final CustomerTallies tallies;

    /** What the current transaction of this thread has changed so far. */
    private final ThreadLocal<@Nullable Work> current = new ThreadLocal<>();

    /** Called by the component runtime. */
    @Activate
    public Projection(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference InvoiceRows invoices,
            @Reference CustomerTallies tallies) {
        this.transactions = transactions;
        this.directory = directory;
        this.invoices = invoices;
        this.tallies = tallies;
    }

    /**
     * An invoice in this transaction.
     *
     * @param before as it was when the transaction began; null if it was not there
     */
    record Change(Id contact, @Nullable InvoiceState before, InvoiceState now) {}

    private static final class Work {
        final Map<Id, Change> changes = new LinkedHashMap<>();
    }

    /** To be called before anything else in a transaction that will tell of invoices. */
    public void begin() {
        if (current.get() == null) {
            transactions.afterCompletion(committed -> current.remove());
            current.set(new Work());
            directory.lock();
            transactions.beforeCommit(this::write);
        }
    }

    private Work work() {
        begin();
        Work work = current.get();
        if (work == null) {
            throw new IllegalStateException();
        }
        return work;
    }

    /**
     * Takes an invoice down for a contact.
     *
     * @param fresh whether it surely was never taken down before
     */
    public void issued(Id contact, InvoiceIssued event, long position, boolean fresh) {
        Work work = work();
        Id id = event.invoiceId();
        if (!work.changes.containsKey(id) && (fresh || invoices.find(id).isEmpty())) {
            work.changes.put(id, new Change(contact, null, InvoiceState.of(event, position)));
        }
    }

    /** Takes a payment down, if its invoice is. */
    public void paid(PaymentRegistered event, long position) {
        change(event.invoiceId(), invoice -> invoice.with(event, position));
    }

    /** Takes down what a later invoice did to an earlier one, if that is. */
    public void offset(InvoiceOffset event, long position) {
        change(event.invoiceId(), invoice -> invoice.with(event, position));
    }

    /** Takes down that an invoice counts no more. */
    public void cancelled(InvoiceCancelled event, long position) {
        change(event.invoiceId(), invoice -> invoice.cancelled(position));
    }

    private void change(Id id, UnaryOperator<InvoiceState> step) {
        Work work = work();
        Change known = work.changes.get(id);
        if (known == null) {
            known = invoices.find(id)
                    .map(stored -> new Change(stored.contact(), stored.invoice(), stored.invoice()))
                    .orElse(null);
        }
        if (known != null) {
            work.changes.put(id, new Change(known.contact(), known.before(), step.apply(known.now())));
        }
    }

    private void write() {
        Work work = current.get();
        if (work == null) {
            return;
        }
        List<Stored> added = new ArrayList<>();
        List<Stored> changed = new ArrayList<>();
        Map<Id, List<Change>> byContact = new LinkedHashMap<>();
        for (Change change : work.changes.values()) {
            if (change.now().equals(change.before())) {
                continue;
            }
            (change.before() == null ? added : changed).add(new Stored(change.contact(), change.now()));
            byContact.computeIfAbsent(change.contact(), c -> new ArrayList<>()).add(change);
        }
        work.changes.clear();
        invoices.insert(added);
        invoices.update(changed);
        tallies.apply(byContact);
    }
}
