package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Standing;

/** Where sealed records go on their way to the authority. */
public interface Outbox {

    /** Takes a record, inside the transaction that sealed it. */
    void take(FiscalRecord record);

    /**
     * What the authority knows of an invoice.
     *
     * @param issuer NIF
     * @param number series and number
     */
    Standing standing(String issuer, String number);
}
