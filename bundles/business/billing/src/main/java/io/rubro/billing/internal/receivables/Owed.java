package io.rubro.billing.internal.receivables;

import io.rubro.billing.Invoice;
import java.math.BigDecimal;

/** What is to be paid of an invoice: its total less what the customer withholds. */
final class Owed {

    /** As SQL, of {@code billing.invoice i}. */
    static final String PAYABLE = "(i.total - i.withheld)";

    private Owed() {}

    static BigDecimal payable(Invoice invoice) {
        return invoice.payable();
    }
}
