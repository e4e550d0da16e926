package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.FiscalRecord;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;

/** Where the records go that are not sent: they are signed and kept. */
public interface Custody {

    /** Whether the records of a business are kept here now, not sent. */
    boolean keeps(Organization business);

    /**
     * Refuses what could not be signed.
     *
     * @throws ProblemException 409 if there is nothing to sign with
     */
    void requireKey();

    /**
     * Signs and keeps a record, inside the transaction that sealed it.
     *
     * @throws ProblemException 409 if there is nothing to sign with
     */
    void take(Organization business, FiscalRecord record);
}
