package io.rubro.billing;

import io.rubro.platform.problem.ProblemException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes part in the issue of every invoice: writes its own rows (stock movements, commissions) in the same transaction, or
 * forbids it. Publish it as an OSGi service. No network and no waiting here; what may happen later subscribes to {@link
 * InvoiceIssued} instead.
 */
@ConsumerType
public interface InvoiceContributor {

    /**
     * An invoice is about to be issued; its number is not assigned yet and nothing is locked.
     *
     * @param invoice as it will be issued, with its issue date, without its number
     * @throws ProblemException if it must not be issued; the transaction rolls back and a draft stays as it was
     */
    void issuing(Invoice invoice);
}
