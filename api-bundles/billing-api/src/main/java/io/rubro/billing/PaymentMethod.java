package io.rubro.billing;

/** How a payment was made. */
public enum PaymentMethod {
    CASH,
    CARD,
    TRANSFER,
    OTHER
}
