package io.rubro.crm;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The contacts of the organisation on the thread. Each method joins the current transaction or has one of its own; each
 * change is audited and announced as an event.
 */
@ProviderType
public interface Contacts {

    /** A contact, also if it is archived. */
    Optional<Contact> find(Id id);

    /**
     * A contact, also if it is archived.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    Contact get(Id id);

    /**
     * The contact with a tax id, also if it is archived; if that one was merged, the contact that stands for it.
     *
     * @param taxId in any spelling
     */
    Optional<Contact> findByTaxId(String taxId);

    /**
     * The contact with an e-mail address, also if it is archived; if that one was merged, the contact that stands for it.
     *
     * @param email in any case
     */
    Optional<Contact> findByEmail(String email);

    /**
     * Contacts in the order asked for: {@code name} (the default), {@code createdAt} or {@code updatedAt}; with a text also
     * {@code relevance}, which is the default then: first those whose name begins with the text.
     *
     * @throws ProblemException 422 if the order, limit or cursor is wrong
     */
    Page<Contact> list(ContactFilter filter, PageRequest page);

    /**
     * Adds a contact and publishes {@link ContactCreated}.
     *
     * @throws ProblemException 422 if a field breaks a rule; 409 if another contact, maybe an archived one, has the tax id
     *     or the e-mail (its id and name are in the problem's arguments {@code contactId} and {@code contact})
     */
    Contact create(ContactDraft draft);

    /**
     * Replaces what is stored of a contact and publishes {@link ContactUpdated}.
     *
     * @param seen the version the caller has read
     * @throws ProblemException as {@link #create}; 404 if there is no such contact; 409 if it was merged into another; 428
     *     without {@code seen}, 412 if the contact changed since
     */
    Contact update(Id id, @Nullable IfMatch seen, ContactDraft draft);

    /**
     * Puts a contact away: it is not listed any more, its history stays. Does nothing if it is archived already.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    void archive(Id id);

    /**
     * Brings an archived contact back. Does nothing if it is in use.
     *
     * @throws ProblemException 404 if there is no such contact; 409 if it was merged into another
     */
    Contact restore(Id id);

    /**
     * What is to be known of a contact at a glance.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    ContactSummary summary(Id id);

    /**
     * The contact that stands for another one today: itself or, if it was merged, the one it was merged into in the end.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    default Contact standing(Id id) {
        Contact contact = get(id);
        Id into = contact.mergedInto();
        return into == null ? contact : standing(into);
    }

    /**
     * All ids a contact is known by: its own and those of the contacts that were merged into it. Documents keep the id they
     * were made with; whoever looks for those of a contact looks for all of these.
     */
    default Set<Id> aliases(Id id) {
        return Set.of(id);
    }

    /** How many contacts were added of late. */
    ContactGrowth growth();
}
