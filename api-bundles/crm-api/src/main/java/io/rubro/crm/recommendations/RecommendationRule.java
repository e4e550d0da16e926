package io.rubro.crm.recommendations;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Advises what to do about a customer. Publish it as an OSGi service; modules and plugins add their own. It decides from the
 * file alone: no query, no network, no clock. One that throws or does not answer is left out.
 */
@ConsumerType
public interface RecommendationRule {

    /** The stable identity, {@code <module>.<rule>}: {@code crm.overdue}. What people dismissed is kept under it. */
    String id();

    /**
     * What it advises now; empty if nothing. A rule that spoke of an opportunity is asked again with a file without it, so
     * that it may speak of each.
     */
    Optional<Advice> advise(CustomerFile file);
}
