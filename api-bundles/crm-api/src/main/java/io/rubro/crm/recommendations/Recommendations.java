package io.rubro.crm.recommendations;

import io.rubro.crm.Interaction;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What to do about the customers of the organisation on the thread. Each method joins the current transaction or has one of
 * its own; each decision is audited and holds for the whole organisation.
 */
@ProviderType
public interface Recommendations {

    /**
     * What is to be done about a contact now, the weightiest first.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    List<Recommendation> of(Id contact);

    /**
     * What is to be done about all customers, the weightiest first. What happened in the last minute may be missing.
     *
     * @param priority null for all
     * @throws ProblemException 422 if the limit or cursor is wrong
     */
    Page<Recommendation> list(@Nullable Priority priority, PageRequest page);

    /**
     * Decides against a recommendation, for good.
     *
     * @throws ProblemException 404 if there is no such contact or it is not recommended now
     */
    void dismiss(Id contact, String rule, @Nullable Id subject);

    /**
     * Puts a recommendation off.
     *
     * @param days how many days it stays away, from 1 to 365
     * @throws ProblemException as {@link #dismiss}; 422 if the days are out of range
     */
    void snooze(Id contact, String rule, @Nullable Id subject, int days);

    /**
     * Plans what is recommended: writes the interaction down, still to be done, and puts the recommendation away until
     * thirty days after it is due.
     *
     * @throws ProblemException as {@link #dismiss}; 409 if its action plans nothing
     */
    Interaction act(Id contact, String rule, @Nullable Id subject);
}
