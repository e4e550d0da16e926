package io.rubro.billing.internal.documents.model;

import io.rubro.billing.SeriesKind;

/** The sorts of documents a sale has before its invoice. None of them is a fiscal document. */
public enum DocumentKind {
    /** What it would cost, for a time: a presupuesto. */
    QUOTE(SeriesKind.QUOTE),
    /** What the customer asked for: a pedido. */
    ORDER(SeriesKind.ORDER),
    /** What was handed over: an albarán, in Argentina a remito. */
    DELIVERY_NOTE(SeriesKind.DELIVERY_NOTE),
    /** What the invoice will say, for who must pay or import before there is one. */
    PROFORMA(SeriesKind.PROFORMA);

    private final SeriesKind series;

    DocumentKind(SeriesKind series) {
        this.series = series;
    }

    /** What it is numbered in. */
    public SeriesKind series() {
        return series;
    }

    /** Whether it may be made into such a document. */
    public boolean becomes(Target target) {
        return switch (this) {
            case QUOTE -> true;
            case ORDER -> target == Target.DELIVERY_NOTE || target == Target.INVOICE;
            case DELIVERY_NOTE, PROFORMA -> target == Target.INVOICE;
        };
    }
}
