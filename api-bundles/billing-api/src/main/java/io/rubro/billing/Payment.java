package io.rubro.billing;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Money that arrived for an invoice.
 *
 * @param date when it was paid, in the organisation's time zone
 * @param balance what remained to be paid of the invoice after it
 * @param registeredAt when it was noted
 */
public record Payment(
        Id id,
        Id invoiceId,
        LocalDate date,
        PaymentMethod method,
        BigDecimal amount,
        BigDecimal balance,
        Instant registeredAt) {}
