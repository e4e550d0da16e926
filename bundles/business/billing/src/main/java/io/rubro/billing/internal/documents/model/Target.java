package io.rubro.billing.internal.documents.model;

/** What a document can be made into. */
public enum Target {
    ORDER,
    DELIVERY_NOTE,
    PROFORMA,
    /** The draft of an invoice. */
    INVOICE;

    /**
     * The kind of document it is.
     *
     * @throws IllegalStateException if it is an invoice
     */
    public DocumentKind kind() {
        return switch (this) {
            case ORDER -> DocumentKind.ORDER;
            case DELIVERY_NOTE -> DocumentKind.DELIVERY_NOTE;
            case PROFORMA -> DocumentKind.PROFORMA;
            case INVOICE -> throw new IllegalStateException("an invoice is no such document");
        };
    }
}
