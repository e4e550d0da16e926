package io.rubro.crm.pipeline;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The opportunities of the organisation on the thread. Each method joins the current transaction or has one of its own;
 * each change is audited, and each change of stage is published as {@link OpportunityMoved} and kept for good.
 */
@ProviderType
public interface Opportunities {

    /**
     * Opportunities in the order asked for: {@code -updatedAt} (the default), {@code expectedClose}, {@code value},
     * {@code createdAt} or {@code rank}.
     *
     * @throws ProblemException 422 if the order, limit or cursor is wrong
     */
    Page<Opportunity> list(OpportunityFilter filter, PageRequest page);

    /**
     * An opportunity.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    Opportunity get(Id id);

    /**
     * Writes an opportunity down, at the top of its stage.
     *
     * @throws ProblemException 404 if there is no such contact or stage; 422 if a field breaks a rule
     */
    Opportunity create(OpportunityDraft draft);

    /**
     * Replaces what is stored of an opportunity; another stage is a move.
     *
     * @param seen the version the caller has read
     * @throws ProblemException as {@link #create}; 404 if there is no such opportunity; 428 without {@code seen}, 412 if it
     *     changed since
     */
    Opportunity update(Id id, @Nullable IfMatch seen, OpportunityDraft draft);

    /**
     * Puts an opportunity into a stage of its pipeline, before another one of that stage.
     *
     * @param seen the version the caller has read
     * @param before null for the end of the column
     * @param lostReason required if the stage is a lost one, else ignored
     * @throws ProblemException 404 if there is no such opportunity or stage; 422 without a reason for a loss; 428 without
     *     {@code seen}, 412 if it changed since
     */
    Opportunity move(Id id, @Nullable IfMatch seen, Id stage, @Nullable Id before, @Nullable String lostReason);

    /**
     * Deletes an opportunity and its history.
     *
     * @throws ProblemException 404 if there is no such opportunity
     */
    void delete(Id id);

    /**
     * Every stage it was in, oldest first.
     *
     * @throws ProblemException 404 if there is no such opportunity
     */
    List<OpportunityMove> history(Id id);
}
