package io.rubro.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A payment to be noted.
 *
 * @param amount above zero, two decimals, not more than the balance of the invoice
 * @param date when it was paid, in the organisation's time zone, not in the future; null for today
 */
public record PaymentDraft(BigDecimal amount, @Nullable LocalDate date, PaymentMethod method) {}
