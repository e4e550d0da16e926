package io.rubro.billing;

import java.math.BigDecimal;

/** How much of an invoice has been paid. */
public enum PaymentState {
    /** Nothing. */
    UNPAID,
    /** Something, but not all. */
    PARTIAL,
    /** All of it. */
    PAID;

    /** The state of an invoice of which so much is payable after so much was paid; both are negative in a credit note. */
    public static PaymentState of(BigDecimal payable, BigDecimal paid) {
        if (paid.compareTo(payable) == 0) {
            return PAID;
        }
        return paid.signum() == 0 ? UNPAID : PARTIAL;
    }
}
