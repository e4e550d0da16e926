package io.rubro.billing.internal.documents.model;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.TaxGroup;
import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quote, order, delivery note or pro forma invoice.
 *
 * @param series code of its series
 * @param number as printed, {@code PRE-2026-001}; null in a draft
 * @param date the day it bears, in the organisation's time zone; null in a draft that will bear the day it is sent
 * @param validUntil the last day a quote holds; null for no end, and in other kinds
 * @param deliveryDate when an order is to be, or a delivery note was, handed over; null if not agreed, and in other kinds
 * @param currency ISO 4217, the organisation's
 * @param taxes one group for each tax, highest rate first
 * @param base sum of the groups' bases
 * @param taxTotal sum of the groups' taxes
 * @param surchargeTotal sum of the groups' surcharges
 * @param total {@code base + taxTotal + surchargeTotal}
 * @param withheld income tax the customer would hold back of the base
 * @param payable {@code total - withheld}
 * @param notes for the customer to read; null if there are none
 * @param openedAt when it was sent; null in a draft
 * @param version grows with every change, also when something is made of it
 */
public record SalesDocument(
        Id id,
        DocumentKind kind,
        DocumentState state,
        String series,
        @Nullable String number,
        @Nullable LocalDate date,
        @Nullable LocalDate validUntil,
        @Nullable LocalDate deliveryDate,
        Customer customer,
        String currency,
        InvoiceTerms terms,
        List<DocumentLine> lines,
        List<TaxGroup> taxes,
        BigDecimal base,
        BigDecimal taxTotal,
        BigDecimal surchargeTotal,
        BigDecimal total,
        BigDecimal withheld,
        BigDecimal payable,
        @Nullable String notes,
        Instant createdAt,
        @Nullable Instant openedAt,
        long version)
        implements Versioned {

    public SalesDocument {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
    }
}
