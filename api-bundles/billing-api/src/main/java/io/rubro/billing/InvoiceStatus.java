package io.rubro.billing;

/** How far an invoice has come. */
public enum InvoiceStatus {
    /** Being written: it has no number, and may be changed or deleted. */
    DRAFT,
    /** A legal document with a number and a fiscal seal: it never changes again, only payments are added. */
    ISSUED,
    /** Issued by mistake and cancelled: it counts no more, its number stays used. */
    CANCELLED
}
