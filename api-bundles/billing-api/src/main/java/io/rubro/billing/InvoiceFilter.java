package io.rubro.billing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices are wanted; null asks for no restriction.
 *
 * @param customer words, each of which must occur in the customer's name, tax id or e-mail, whatever the case and accents
 * @param number how the number begins, whatever the case
 * @param from the first issue date wanted
 * @param to the last issue date wanted
 * @param unpaid whether only issued invoices with a balance are wanted
 * @param overdue whether only invoices are wanted whose balance was to be paid before this day
 * @param payment issued invoices of which so much was paid
 * @param kind what sort of document
 * @param fiscalState what the authority knows of it
 * @param text words, each of which must occur in the number or in the customer's name, tax id or e-mail
 */
public record InvoiceFilter(
        @Nullable InvoiceStatus status,
        @Nullable String customer,
        @Nullable String number,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        boolean unpaid,
        @Nullable LocalDate overdue,
        @Nullable PaymentState payment,
        @Nullable InvoiceKind kind,
        @Nullable FiscalState fiscalState,
        @Nullable String text) {

    /** All invoices. */
    public static final InvoiceFilter ALL = new InvoiceFilter(null, null, null, null, null, false);

    /** Without the restrictions of screens. */
    public InvoiceFilter(
            @Nullable InvoiceStatus status,
            @Nullable String customer,
            @Nullable String number,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean unpaid) {
        this(status, customer, number, from, to, unpaid, null, null, null, null, null);
    }
}
