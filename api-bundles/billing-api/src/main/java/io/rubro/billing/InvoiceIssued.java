package io.rubro.billing;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An invoice got its number and became a legal document.
 *
 * @param invoiceId the invoice
 * @param number as printed: {@code FAC-2026-001}
 * @param issueDate in the organisation's time zone
 * @param dueDate when it is to be paid
 * @param currency ISO 4217
 * @param taxTotal sum of taxes, two decimals
 * @param total to be paid, two decimals
 */
@EventType("billing.invoice.issued")
public record InvoiceIssued(
        Id invoiceId,
        String number,
        LocalDate issueDate,
        @Nullable LocalDate dueDate,
        Customer customer,
        String currency,
        BigDecimal taxTotal,
        BigDecimal total)
        implements DomainEvent {

    @Override
    public Id aggregate() {
        return invoiceId;
    }
}
