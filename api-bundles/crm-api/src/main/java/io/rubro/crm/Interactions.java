package io.rubro.crm;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
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
     * An interaction.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    Interaction get(Id id);

    /**
     * Writes an interaction down.
     *
     * @throws ProblemException 404 if there is no such contact; 422 if a field breaks a rule
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
     * Deletes an interaction.
     *
     * @throws ProblemException 404 if there is no such interaction; 409 if it mirrors a record of another module
     */
    void delete(Id id);
}
