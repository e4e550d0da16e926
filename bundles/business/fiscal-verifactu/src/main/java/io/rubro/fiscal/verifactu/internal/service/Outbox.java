package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.fiscal.verifactu.internal.model.Standing;
import io.rubro.fiscal.verifactu.internal.model.SubmissionState;
import io.rubro.platform.ids.Id;
import java.util.Optional;

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

    /** How far a record has come; empty if it is not meant to be sent. */
    Optional<SubmissionState> state(Id record);

    /** Keeps others from deciding about a record until the transaction ends. */
    void hold(FiscalRecord record);

    /** Lets messages go that wait because earlier ones came to nothing. */
    void hurry();
}
