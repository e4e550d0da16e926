package io.rubro.crm.internal.health;

import io.rubro.crm.health.Health;
import io.rubro.crm.internal.health.HealthRows.Row;
import io.rubro.crm.internal.health.HealthRows.Stored;
import io.rubro.crm.internal.health.InvoiceRows.Overdue;
import io.rubro.crm.internal.health.Projection.Change;
import io.rubro.platform.ids.Id;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Brings what is kept of customers up to date. Inside a transaction that holds the lock of the directory. */
@Component(service = CustomerTallies.class)
public final class CustomerTallies {

    private final HealthRows rows;
    private final InvoiceRows invoices;
    private final Today today;
    private final List<HealthObserver> observers = new CopyOnWriteArrayList<>();

    /** Called by the component runtime. */
    @Activate
    public CustomerTallies(@Reference HealthRows rows, @Reference InvoiceRows invoices, @Reference Today today) {
        this.rows = rows;
        this.invoices = invoices;
        this.today = today;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindObserver(HealthObserver observer) {
        observers.add(observer);
    }

    void unbindObserver(HealthObserver observer) {
        observers.remove(observer);
    }

    /** Applies changes of invoices, which are written already, to what is kept of their contacts. */
    void apply(Map<Id, List<Change>> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Map<Id, Stored> known = new HashMap<>();
        rows.find(changes.keySet(), today.currency()).forEach(stored -> known.put(stored.contact(), stored));
        Writer writer = new Writer(known);
        changes.forEach((contact, list) -> {
            Stored stored = known.get(contact);
            Tally tally = stored == null ? new Tally(today.currency()) : stored.tally();
            writer.put(contact, follows(tally, list) ? tally : all(contact));
        });
        writer.write();
    }

    private static boolean follows(Tally tally, List<Change> changes) {
        for (Change change : changes) {
            InvoiceState before = change.before();
            if (before == null) {
                tally.add(change.now());
            } else if (!tally.replace(before, change.now())) {
                return false;
            }
        }
        return true;
    }

    /** Computes what is kept of contacts again from their invoices; a contact without one is kept no more. */
    void again(Set<Id> contacts) {
        Map<Id, Stored> known = new HashMap<>();
        rows.find(contacts, today.currency()).forEach(stored -> known.put(stored.contact(), stored));
        Writer writer = new Writer(known);
        for (Id contact : contacts) {
            List<InvoiceState> all = invoices.of(contact);
            if (all.isEmpty()) {
                rows.delete(contact);
                writer.changed.add(contact);
            } else {
                writer.put(contact, Tally.of(today.currency(), all));
            }
        }
        writer.write();
    }

    private Tally all(Id contact) {
        return Tally.of(today.currency(), invoices.of(contact));
    }

    /** The figures of a contact as of today. */
    Health health(Id contact, Tally tally, boolean top) {
        LocalDate day = today.date();
        Overdue overdue = tally.open == 0 ? Overdue.NONE : invoices.overdue(contact, day, today.currency());
        return Figures.of(contact, tally, overdue, day, today.currency(), top);
    }

    /** Tells whoever wants to know. */
    void tell(Set<Id> contacts) {
        if (!contacts.isEmpty()) {
            observers.forEach(observer -> observer.healthChanged(Set.copyOf(contacts)));
        }
    }

    private final class Writer {
        private final Map<Id, Stored> known;
        private final List<Row> added = new ArrayList<>();
        private final List<Row> updated = new ArrayList<>();
        private final Set<Id> changed = new HashSet<>();

        Writer(Map<Id, Stored> known) {
            this.known = known;
        }

        void put(Id contact, Tally tally) {
            @Nullable Stored stored = known.get(contact);
            Row row = new Row(tally, health(contact, tally, stored != null && stored.top()));
            (stored == null ? added : updated).add(row);
            changed.add(contact);
        }

        void write() {
            rows.insert(added);
            rows.update(updated);
            tell(changed);
        }
    }
}
