package io.rubro.crm.people;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The people of the contacts of the organisation on the thread. Mostly the contact is a company; a sole trader, who is a
 * contact of kind PERSON, has people, too. Each method joins the current transaction or has one of its own; each change is
 * audited.
 */
@ProviderType
public interface People {

    /** The most people a contact has. */
    int MAX_PEOPLE = 200;

    /**
     * The people of a contact, the main one first, then by name.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    List<Person> list(Id contactId);

    /**
     * A person of a contact.
     *
     * @throws ProblemException 404 if the contact has nobody with this id
     */
    Person get(Id contactId, Id id);

    /**
     * Adds a person.
     *
     * @throws ProblemException 404 if there is no such contact; 409 if its data were erased or it has too many people; 422
     *     if a field breaks a rule
     */
    Person add(Id contactId, PersonDraft draft);

    /**
     * Replaces what is stored of a person.
     *
     * @param seen the version the caller has read
     * @throws ProblemException as {@link #add}; 404; 428 without {@code seen}, 412 if the person changed since
     */
    Person update(Id contactId, Id id, @Nullable IfMatch seen, PersonDraft draft);

    /**
     * Removes a person. If it was the main one, the next by name is main from then on.
     *
     * @param seen the version the caller has read
     * @throws ProblemException 404; 428 without {@code seen}, 412 if the person changed since
     */
    void remove(Id contactId, Id id, @Nullable IfMatch seen);
}
