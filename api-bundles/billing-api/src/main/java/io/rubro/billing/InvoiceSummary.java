package io.rubro.billing;

import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An invoice in a list: {@link Invoice} without its lines, taxes and seal. */
public record InvoiceSummary(
        Id id,
        InvoiceStatus status,
        InvoiceKind kind,
        String series,
        @Nullable String number,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        Customer customer,
        String currency,
        BigDecimal total,
        BigDecimal balance,
        PaymentState payment,
        @Nullable FiscalState fiscalState,
        Instant createdAt,
        long version) {}
