package io.rubro.billing;

/** How a payment was made. */
public enum PaymentMethod {
    CASH,
    CARD,
    TRANSFER,
    OTHER,
    /** Nobody paid: a credit note took so much off, or a later invoice took the place of this one. */
    OFFSET
}
