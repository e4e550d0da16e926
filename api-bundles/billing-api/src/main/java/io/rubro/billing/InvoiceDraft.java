package io.rubro.billing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice is to say; the whole of it, also when a draft is updated.
 *
 * @param series code of the series it will be numbered in; null for the default series, {@value Series#DEFAULT_CODE}
 * @param issueDate in the organisation's time zone, not in the future; null for the day it is issued
 * @param dueDate when it is to be paid, not before the issue date; null if at once
 * @param lines 1 to 1,000
 * @param notes for the customer to read, printed on the document: at most 1,000 characters, several lines; null for none
 */
public record InvoiceDraft(
        @Nullable String series,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        CustomerDraft customer,
        List<LineDraft> lines,
        @Nullable String notes) {

    public InvoiceDraft {
        lines = List.copyOf(lines);
    }

    /** Without notes. */
    public InvoiceDraft(
            @Nullable String series,
            @Nullable LocalDate issueDate,
            @Nullable LocalDate dueDate,
            CustomerDraft customer,
            List<LineDraft> lines) {
        this(series, issueDate, dueDate, customer, lines, null);
    }
}
