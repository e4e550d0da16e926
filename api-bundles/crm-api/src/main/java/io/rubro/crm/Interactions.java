package io.rubro.crm;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What happens between the organisation on the thread and its contacts. Each method joins the current transaction or has
 * one of its own; each change is audited.
 */
@ProviderType
public interface Interactions {

    /**
     * The interactions of a contact by {@code at}, the newest first unless the page asks for {@code sort=at}.
     *
     * @throws ProblemException 404 if there is no such contact; 422 if the order, limit or cursor is wrong
     */
    Page<Interaction> timeline(Id contactId, PageRequest page);

    /**
     * The interactions of all contacts, or of one, by {@code at}, the newest first unless the page asks for {@code sort=at}.
     *
     * @throws ProblemException 422 if the order, limit or cursor is wrong
     */
    Page<Activity> list(InteractionFilter filter, PageRequest page);

    /**
     * How much of what is wanted is still to be done, and when; the filter's {@code done} and {@code due} count as absent.
     */
    InteractionCounts counts(InteractionFilter filter);

    /**
     * An interaction.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    Interaction get(Id id);

    /**
     * Writes an interaction down; its author is the caller on the thread. If the contact was merged, it goes into the time line
     * of the one that stands for it.
     *
     * @throws ProblemException 404 if there is no such contact; 422 if a field breaks a rule, such as an assignee who is no
     *     user of the organisation or a participant who is no contact
     */
    Interaction add(Id contactId, InteractionDraft draft);

    /**
     * Replaces what is stored of an interaction.
     *
     * @param seen the version the caller has read
     * @throws ProblemException 404 if there is no such interaction; 409 if it mirrors a record of another module; 422 if a
     *     field breaks a rule; 428 without {@code seen}, 412 if it changed since
     */
    Interaction update(Id id, @Nullable IfMatch seen, InteractionDraft draft);

    /**
     * Reminds of an interaction at another time, whether or not it was reminded of before.
     *
     * @param seen the version the caller has read
     * @param until when; at least now, at most a year from now
     * @throws ProblemException 404 if there is no such interaction; 409 if it is done or mirrors a record of another module;
     *     422 if the time is not in that range; 428 without {@code seen}, 412 if it changed since
     */
    Interaction snooze(Id id, @Nullable IfMatch seen, Instant until);

    /**
     * Deletes an interaction.
     *
     * @throws ProblemException 404 if there is no such interaction; 409 if it mirrors a record of another module
     */
    void delete(Id id);
}
