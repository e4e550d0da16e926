package io.rubro.billing;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An invoice issued by mistake was cancelled: it counts no more, its number stays used.
 *
 * @param number as printed
 * @param issueDate of the invoice
 * @param currency ISO 4217
 * @param total the total it had
 * @param reason what the user said
 */
@EventType("billing.invoice.cancelled")
public record InvoiceCancelled(
        Id invoiceId,
        String number,
        LocalDate issueDate,
        Customer customer,
        String currency,
        BigDecimal total,
        String reason)
        implements DomainEvent {

    @Override
    public Id aggregate() {
        return invoiceId;
    }
}
