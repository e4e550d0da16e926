package io.rubro.billing;

import io.rubro.platform.organizations.Organization;
import io.rubro.platform.problem.ProblemException;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The law of one country on invoices. Publish it as an OSGi service; billing calls the one of the organisation's country
 * inside the transaction that issues, so that the invoice and its fiscal record exist together or not at all. Where there
 * is none, nothing is issued.
 *
 * <p>No network and no waiting here: what is to be sent to the authority goes out later, from the journal.
 */
@ConsumerType
public interface FiscalRegime {

    /** Stable and short: {@code verifactu}. */
    String id();

    /** The country whose law it is, ISO 3166 alpha-2. */
    String country();

    /**
     * Whether the law allows this document. Called before the number is assigned and anything is locked.
     *
     * @param invoice as it will be issued, with its issue date, without its number
     * @throws ProblemException if it may not be issued so; fields are named as in the request, {@code customer.taxId}
     */
    void check(Organization issuer, Invoice invoice);

    /**
     * Makes the fiscal record and returns its seal. Called with the number assigned and the series locked: be quick. The
     * order of locks is the same everywhere: series, fiscal chain, audit chain.
     *
     * @param invoice as it will be issued, with its number
     * @throws ProblemException if it may not be issued; the number is given back
     */
    FiscalSeal seal(Organization issuer, Invoice invoice);

    /**
     * Makes the record that cancels an invoice issued by mistake. Called inside the transaction that cancels it.
     *
     * @return what the authority knows of it now
     * @throws ProblemException 409 if the law knows no such thing, or not for this invoice
     */
    default FiscalState cancel(Organization issuer, Invoice invoice) {
        throw ProblemException.conflict("billing.invoice.no-cancel", Map.of("country", country()));
    }
}
