package io.rubro.rubros.carniceria.internal.model;

/** What the label's bar code carries. */
public enum LabelKind {
    /** The price to pay, in cents. */
    PRICE,
    /** The weight, in grams. */
    WEIGHT
}
