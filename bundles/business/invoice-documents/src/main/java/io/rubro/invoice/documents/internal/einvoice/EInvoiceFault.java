package io.rubro.invoice.documents.internal.einvoice;

import java.util.List;

/** An invoice lacks what a format wants of it. */
public final class EInvoiceFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> fields;

    /**
     * A fault.
     *
     * @param fields what is lacking or unfit: {@code issuer.address}, {@code customer.taxId}…
     */
    EInvoiceFault(List<String> fields) {
        super("lacking: " + fields);
        this.fields = List.copyOf(fields);
    }

    /** What is lacking or unfit. */
    public List<String> fields() {
        return fields;
    }
}
