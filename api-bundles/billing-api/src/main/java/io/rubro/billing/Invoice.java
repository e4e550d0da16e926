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
 * @param kind what sort of document it is
 * @param series code of its series
 * @param number as printed, {@code FAC-2026-001}; null in a draft
 * @param issueDate in the organisation's time zone; null in a draft that will bear the day it is issued
 * @param dueDate when it is to be paid; null if at once
 * @param currency ISO 4217, the organisation's
 * @param terms what holds for all lines
 * @param taxes one group for each tax, highest rate first
 * @param base sum of the groups' bases
 * @param taxTotal sum of the groups' taxes
 * @param surchargeTotal sum of the groups' surcharges
 * @param total {@code base + taxTotal + surchargeTotal}
 * @param withheld income tax the customer pays to the authority instead: {@code base × withholdingRate / 100}
 * @param payable {@code total - withheld}
 * @param paid sum of its payments
 * @param balance {@code payable - paid}; negative if the customer is owed something
 * @param notes for the customer to read; null if there are none
 * @param correction what a credit or debit note corrects; null in others
 * @param replaces simplified invoices this one takes the place of
 * @param fiscal what the authority's rules made of it; null in a draft
 * @param issuedAt null in a draft
 * @param version grows with every change, payments included
 */
public record Invoice(
        Id id,
        InvoiceStatus status,
        InvoiceKind kind,
        String series,
        @Nullable String number,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        Customer customer,
        String currency,
        InvoiceTerms terms,
        List<InvoiceLine> lines,
        List<TaxGroup> taxes,
        BigDecimal base,
        BigDecimal taxTotal,
        BigDecimal surchargeTotal,
        BigDecimal total,
        BigDecimal withheld,
        BigDecimal payable,
        BigDecimal paid,
        BigDecimal balance,
        PaymentState payment,
        @Nullable String notes,
        @Nullable Correction correction,
        List<InvoiceReference> replaces,
        @Nullable FiscalSeal fiscal,
        Instant createdAt,
        @Nullable Instant issuedAt,
        long version)
        implements Versioned {

    public Invoice {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
        replaces = List.copyOf(replaces);
    }
}
