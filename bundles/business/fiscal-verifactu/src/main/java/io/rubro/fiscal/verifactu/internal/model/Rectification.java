package io.rubro.fiscal.verifactu.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * The earlier invoices an invoice corrects or takes the place of.
 *
 * @param method list L3: S says the whole again, I the difference; null if it corrects none
 * @param corrected the invoices it corrects, as {@link InvoiceNumber#format}; null for none
 * @param replaced the simplified invoices it takes the place of, as {@code corrected}
 * @param base with method S: the base that is replaced
 * @param tax with method S: the tax that is replaced
 * @param surcharge with method S: the equivalence surcharge that is replaced; null for none
 */
public record Rectification(
        @Nullable String method,
        @Nullable String corrected,
        @Nullable String replaced,
        @Nullable String base,
        @Nullable String tax,
        @Nullable String surcharge) {

    /** Neither corrects nor replaces any. */
    public static final Rectification NONE = new Rectification(null, null, null, null, null, null);
}
