package io.rubro.billing;

/** The sort of document an invoice is. */
public enum InvoiceKind {
    /** A complete invoice, for a customer with a tax id (RD 1619/2012, article 6). */
    INVOICE,
    /** A simplified invoice or ticket (RD 1619/2012, articles 4 and 7). */
    SIMPLIFIED,
    /** Takes back something of earlier invoices, or all of it: a return, a discount given later, a mistake. */
    CREDIT_NOTE,
    /** Charges more for something invoiced earlier. */
    DEBIT_NOTE;

    /** Whether it corrects earlier invoices (RD 1619/2012, article 15). */
    public boolean corrects() {
        return this == CREDIT_NOTE || this == DEBIT_NOTE;
    }
}
