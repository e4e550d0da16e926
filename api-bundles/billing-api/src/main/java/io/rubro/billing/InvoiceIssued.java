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
 * @param kind what sort of document it is; null in what was published before there were others than invoices
 * @param number as printed: {@code FAC-2026-001}
 * @param issueDate in the organisation's time zone
 * @param dueDate when it is to be paid
 * @param currency ISO 4217
 * @param taxTotal sum of taxes, two decimals
 * @param total two decimals; negative in a credit note by differences
 * @param replaced what earlier invoices, the whole of which it substitutes, had come to; null if it substitutes none
 * @param payable what the customer is to pay, {@code total} less what it withholds; null in what was published before this
 *     was said: take {@code total}
 * @param soldOn when the sale took place if that was before {@code issueDate}: the day of the earliest invoice it takes the
 *     place of; null if it takes none's place
 */
@EventType("billing.invoice.issued")
public record InvoiceIssued(
        Id invoiceId,
        @Nullable InvoiceKind kind,
        String number,
        LocalDate issueDate,
        @Nullable LocalDate dueDate,
        Customer customer,
        String currency,
        BigDecimal taxTotal,
        BigDecimal total,
        @Nullable BigDecimal replaced,
        @Nullable BigDecimal payable,
        @Nullable LocalDate soldOn)
        implements DomainEvent {

    /** As it was published before {@code payable} and {@code soldOn} were said. */
    public InvoiceIssued(
            Id invoiceId,
            @Nullable InvoiceKind kind,
            String number,
            LocalDate issueDate,
            @Nullable LocalDate dueDate,
            Customer customer,
            String currency,
            BigDecimal taxTotal,
            BigDecimal total,
            @Nullable BigDecimal replaced) {
        this(invoiceId, kind, number, issueDate, dueDate, customer, currency, taxTotal, total, replaced, null, null);
    }

    @Override
    public Id aggregate() {
        return invoiceId;
    }
}
