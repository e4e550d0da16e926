package io.rubro.billing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice is to say; the whole of it, also when a draft is updated.
 *
 * @param kind null for a complete invoice if the customer has a tax id, else a simplified one
 * @param series code of the series it will be numbered in, one for this kind; null for the kind's default series
 * @param issueDate in the organisation's time zone, not in the future; null for the day it is issued
 * @param dueDate when it is to be paid, not before the issue date; null if at once
 * @param lines 1 to 1,000
 * @param terms null for {@link InvoiceTerms#PLAIN}
 * @param correction what a credit or debit note corrects; null in others
 * @param replaces simplified invoices this one takes the place of (RD 1619/2012, article 7.4); empty for none
 * @param notes for the customer to read, printed on the document: at most 1,000 characters, several lines; null for none
 */
public record InvoiceDraft(
        @Nullable InvoiceKind kind,
        @Nullable String series,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        CustomerDraft customer,
        @Nullable InvoiceTerms terms,
        List<LineDraft> lines,
        @Nullable Correction correction,
        List<InvoiceReference> replaces,
        @Nullable String notes) {

    public InvoiceDraft {
        lines = List.copyOf(lines);
        replaces = List.copyOf(replaces);
    }

    /** An ordinary invoice. */
    public InvoiceDraft(
            @Nullable String series,
            @Nullable LocalDate issueDate,
            @Nullable LocalDate dueDate,
            CustomerDraft customer,
            List<LineDraft> lines,
            @Nullable String notes) {
        this(null, series, issueDate, dueDate, customer, null, lines, null, List.of(), notes);
    }

    /** An ordinary invoice without notes. */
    public InvoiceDraft(
            @Nullable String series,
            @Nullable LocalDate issueDate,
            @Nullable LocalDate dueDate,
            CustomerDraft customer,
            List<LineDraft> lines) {
        this(series, issueDate, dueDate, customer, lines, null);
    }
}
