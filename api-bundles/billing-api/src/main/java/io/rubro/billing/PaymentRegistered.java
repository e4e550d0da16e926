package io.rubro.billing;

import io.rubro.platform.events.DomainEvent;
import io.rubro.platform.events.EventType;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Money for an invoice arrived.
 *
 * @param paymentId the payment
 * @param invoiceId the invoice it pays
 * @param number the number of that invoice
 * @param date when it was paid, in the organisation's time zone
 * @param method how: {@code cash}, {@code card}, {@code transfer}, {@code other}
 * @param currency ISO 4217
 * @param amount what was paid, two decimals
 * @param balance what remains to be paid of the invoice after it
 */
@EventType("billing.payment.registered")
public record PaymentRegistered(
        Id paymentId,
        Id invoiceId,
        String number,
        Customer customer,
        LocalDate date,
        String method,
        String currency,
        BigDecimal amount,
        BigDecimal balance)
        implements DomainEvent {

    @Override
    public Id aggregate() {
        return invoiceId;
    }
}
