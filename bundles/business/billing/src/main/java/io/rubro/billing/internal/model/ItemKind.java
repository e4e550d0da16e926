package io.rubro.billing.internal.model;

/** The sorts of things a business charges for. */
public enum ItemKind {
    /** A thing. */
    PRODUCT,
    /** Work, a fee, a rent. */
    SERVICE
}
