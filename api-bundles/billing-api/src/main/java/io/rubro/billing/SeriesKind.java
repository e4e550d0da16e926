package io.rubro.billing;

/** What a series numbers. */
public enum SeriesKind {
    /** Complete invoices; by default {@code FAC-2026-001}. */
    INVOICE("FAC"),
    /** Simplified invoices and tickets; by default {@code TIC-2026-001}. */
    SIMPLIFIED("TIC"),
    /** Credit and debit notes; by default {@code REC-2026-001}. */
    CORRECTION("REC"),
    /** Quotes; by default {@code PRE-2026-001}. */
    QUOTE("PRE"),
    /** Orders of customers; by default {@code PED-2026-001}. */
    ORDER("PED"),
    /** Delivery notes; by default {@code ALB-2026-001}. */
    DELIVERY_NOTE("ALB"),
    /** Pro forma invoices; by default {@code PRO-2026-001}. */
    PROFORMA("PRO");

    private final String defaultCode;

    SeriesKind(String defaultCode) {
        this.defaultCode = defaultCode;
    }

    /** The code of the series an organisation has for it without asking, counting anew each year. */
    public String defaultCode() {
        return defaultCode;
    }

    /** What a document of this kind is numbered in. */
    public static SeriesKind of(InvoiceKind kind) {
        return switch (kind) {
            case INVOICE -> INVOICE;
            case SIMPLIFIED -> SIMPLIFIED;
            case CREDIT_NOTE, DEBIT_NOTE -> CORRECTION;
        };
    }
}
