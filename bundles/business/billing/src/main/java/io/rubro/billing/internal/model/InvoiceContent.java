package io.rubro.billing.internal.model;

import io.rubro.billing.Customer;
import io.rubro.billing.InvoiceLine;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an invoice says, checked and in normal form. */
public record InvoiceContent(
        String series,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        Customer customer,
        String currency,
        @Nullable String notes,
        List<InvoiceLine> lines,
        Totals totals) {

    public InvoiceContent {
        lines = List.copyOf(lines);
    }
}
