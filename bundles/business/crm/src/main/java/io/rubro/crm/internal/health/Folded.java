package io.rubro.crm.internal.health;

import io.rubro.billing.InvoiceCancelled;
import io.rubro.billing.InvoiceIssued;
import io.rubro.billing.InvoiceOffset;
import io.rubro.billing.PaymentRegistered;
import io.rubro.platform.events.EventHistory;
import io.rubro.platform.events.EventType;
import io.rubro.platform.events.JournalEvent;
import io.rubro.platform.ids.Id;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A share of the organisation's invoices, folded anew from the journal, in memory. */
final class Folded {

    static final String ISSUED = typeOf(InvoiceIssued.class);
    static final String CANCELLED = typeOf(InvoiceCancelled.class);
    static final String OFFSET = typeOf(InvoiceOffset.class);
    static final String PAID = typeOf(PaymentRegistered.class);

    /** All that the projection is made of. */
    static final Set<String> TYPES = Set.of(ISSUED, CANCELLED, OFFSET, PAID);

    private static final int PAGE = 2_000;

    private final EventHistory history;
    private final int shares;
    private final int share;
    private final Map<Id, InvoiceState> invoices = new HashMap<>();
    private long position;
    private long events;

    /**
     * Nothing yet.
     *
     * @param share which one of {@code shares}, from 0
     */
    Folded(EventHistory history, int shares, int share) {
        this.history = history;
        this.shares = shares;
        this.share = share;
    }

    private static String typeOf(Class<?> event) {
        return event.getAnnotation(EventType.class).value();
    }

    /** Reads on until there is no more. */
    void readOn() {
        long head = history.head();
        List<JournalEvent> page;
        do {
            page = history.read(TYPES, position, PAGE);
            page.forEach(this::take);
        } while (page.size() == PAGE);
        position = Math.max(position, head); // what others published is not looked at again
    }

    private void take(JournalEvent event) {
        position = event.position();
        Id id = event.aggregate();
        if (Math.floorMod(Long.hashCode(id.value()), shares) == share) {
            events++;
            InvoiceState now = next(invoices.get(id), event);
            if (now != null) {
                invoices.put(id, now);
            }
        }
    }

    /** An invoice after an event; null if the event is of one whose issue is not there. */
    private static @Nullable InvoiceState next(@Nullable InvoiceState invoice, JournalEvent event) {
        long at = event.position();
        if (event.type().equals(ISSUED)) {
            return invoice == null ? InvoiceState.of(event.payload(InvoiceIssued.class), at) : invoice;
        }
        if (invoice == null) {
            return null;
        }
        if (event.type().equals(CANCELLED)) {
            return invoice.cancelled(at);
        }
        return event.type().equals(OFFSET)
                ? invoice.with(event.payload(InvoiceOffset.class), at)
                : invoice.with(event.payload(PaymentRegistered.class), at);
    }

    Set<Id> ids() {
        return Set.copyOf(invoices.keySet());
    }

    InvoiceState get(Id invoice) {
        InvoiceState found = invoices.get(invoice);
        if (found == null) {
            throw new IllegalArgumentException("not folded: " + invoice);
        }
        return found;
    }

    /** How many events went into it. */
    long events() {
        return events;
    }
}
