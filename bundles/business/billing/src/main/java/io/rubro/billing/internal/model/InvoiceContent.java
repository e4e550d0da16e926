package io.rubro.billing.internal.model;

import io.rubro.billing.Correction;
import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceKind;
import io.rubro.billing.InvoiceLine;
import io.rubro.billing.InvoiceReference;
import io.rubro.billing.InvoiceTerms;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an invoice says, checked and in normal form. */
public record InvoiceContent(
        InvoiceKind kind,
        String series,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        Customer customer,
        String currency,
        @Nullable String notes,
        InvoiceTerms terms,
        List<InvoiceLine> lines,
        @Nullable Correction correction,
        List<InvoiceReference> replaces,
        Totals totals) {

    public InvoiceContent {
        lines = List.copyOf(lines);
        replaces = List.copyOf(replaces);
    }
}
