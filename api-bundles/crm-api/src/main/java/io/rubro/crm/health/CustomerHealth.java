package io.rubro.crm.health;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The health of the contacts of the organisation on the thread: a projection of billing's events, kept current as they
 * arrive. Each method joins the current transaction or has one of its own.
 */
@ProviderType
public interface CustomerHealth {

    /**
     * The figures of a contact as of today; zeros and nulls if nothing was ever invoiced to it.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    Health get(Id contact);

    /**
     * Why the figures are what they are, one explanation for each that needs one.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    List<Explanation> explain(Id contact);
}
