package io.rubro.billing;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice, draft or issued.
 *
 * @param series code of its series
 * @param number as printed, {@code FAC-2026-001}; null in a draft
 * @param issueDate in the organisation's time zone; null in a draft that will bear the day it is issued
 * @param dueDate when it is to be paid; null if at once
 * @param currency ISO 4217, the organisation's
 * @param taxes one group for each rate, highest first
 * @param base sum of the groups' bases
 * @param taxTotal sum of the groups' taxes
 * @param total {@code base + taxTotal}
 * @param paid sum of its payments
 * @param balance {@code total - paid}
 * @param notes for the customer to read; null if there are none
 * @param fiscal what the authority's rules made of it; null in a draft
 * @param issuedAt null in a draft
 * @param version grows with every change, payments included
 */
public record Invoice(
        Id id,
        InvoiceStatus status,
        String series,
        @Nullable String number,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        Customer customer,
        String currency,
        List<InvoiceLine> lines,
        List<TaxGroup> taxes,
        BigDecimal base,
        BigDecimal taxTotal,
        BigDecimal total,
        BigDecimal paid,
        BigDecimal balance,
        PaymentState payment,
        @Nullable String notes,
        @Nullable FiscalSeal fiscal,
        Instant createdAt,
        @Nullable Instant issuedAt,
        long version)
        implements Versioned {

    public Invoice {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
    }
}
