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

    /** The state of an invoice of this total after so much was paid. */
    public static PaymentState of(BigDecimal total, BigDecimal paid) {
        if (paid.signum() == 0) {
            return UNPAID;
        }
        return paid.compareTo(total) < 0 ? PARTIAL : PAID;
    }
}
