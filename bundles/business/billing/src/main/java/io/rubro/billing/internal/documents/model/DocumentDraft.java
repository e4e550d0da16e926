package io.rubro.billing.internal.documents.model;

import io.rubro.billing.CustomerDraft;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.LineDraft;
import io.rubro.platform.ids.Id;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a document is to say; the whole of it, also when it is updated.
 *
 * @param kind never changes
 * @param series code of the series it will be numbered in; null for the kind's default series
 * @param date null for the day it is sent
 * @param validUntil of a quote only, not before its date
 * @param deliveryDate of an order or delivery note only
 * @param terms null for {@link InvoiceTerms#PLAIN}
 * @param lines 1 to 1,000
 * @param notes at most 1,000 characters; null for none
 */
public record DocumentDraft(
        DocumentKind kind,
        @Nullable String series,
        @Nullable LocalDate date,
        @Nullable LocalDate validUntil,
        @Nullable LocalDate deliveryDate,
        CustomerDraft customer,
        @Nullable InvoiceTerms terms,
        List<Line> lines,
        @Nullable String notes) {

    public DocumentDraft {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param id the line of the document that it replaces; null for a new one
     */
    public record Line(@Nullable Id id, LineDraft says) {}
}
