package io.rubro.billing.internal.documents.model;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceTerms;
import io.rubro.billing.internal.model.Totals;
import io.rubro.platform.ids.Id;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a document says, checked and in normal form. */
public record DocumentContent(
        DocumentKind kind,
        String series,
        @Nullable LocalDate date,
        @Nullable LocalDate validUntil,
        @Nullable LocalDate deliveryDate,
        Customer customer,
        String currency,
        InvoiceTerms terms,
        List<Line> lines,
        @Nullable String notes) {

    public DocumentContent {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param id the line of the document that it replaces; null for a new one
     */
    public record Line(@Nullable Id id, InvoiceLine says) {}

    /** Its sums. */
    public Totals totals() {
        return Totals.of(lines.stream().map(Line::says).toList(), terms);
    }
}
