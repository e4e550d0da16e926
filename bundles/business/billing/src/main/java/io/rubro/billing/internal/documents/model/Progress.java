package io.rubro.billing.internal.documents.model;

/** How much of a document was made into others. */
public enum Progress {
    NONE,
    PARTIAL,
    ALL
}
