package io.rubro.billing;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What is open of an invoice changed without money: a credit note took something off, a later invoice took its place, or
 * it took over what had been paid of an earlier one. Follows {@link InvoiceIssued} of the later invoice in one
 * transaction, once for each invoice concerned.
 *
 * @param invoiceId the invoice of which something is open no more
 * @param byInvoiceId the other one: the later if this is the earlier, the earlier if this is the later
 * @param number as printed
 * @param date in the organisation's time zone
 * @param currency ISO 4217
 * @param amount what is open no more, two decimals; negative in a credit note, which had a negative balance; zero if only
 *     its place was taken
 * @param balance what remains open of the invoice after it
 * @param replaced whether the other one took the whole place of this invoice: this one counts no more
 */
@EventType("billing.invoice.offset")
public record InvoiceOffset(
        Id invoiceId,
        Id byInvoiceId,
        String number,
        LocalDate date,
        String currency,
        BigDecimal amount,
        BigDecimal balance,
        boolean replaced)
        implements DomainEvent {

    @Override
    public Id aggregate() {
        return invoiceId;
    }
}
