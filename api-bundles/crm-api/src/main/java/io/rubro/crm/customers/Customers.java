package io.rubro.crm.customers;

import io.rubro.crm.Contact;
import io.rubro.platform.ids.Id;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The customers of the organisation on the thread, for callers that count and leaf by place instead of following a cursor.
 * A customer is a contact in use that is a customer or a lead, or to which nobody gave a role yet; suppliers and staff that
 * are nothing else are none. Each method joins the current transaction or has one of its own.
 */
@ProviderType
public interface Customers {

    /**
     * Some of them in the order in which they were added.
     *
     * @param skip how many to leave out at the beginning, zero or more
     * @param limit how many at most, above zero
     */
    List<Contact> slice(int skip, int limit);

    /** How many there are, and what is to be done with them. */
    Figures figures();

    /** How many interactions the time line of a contact has. */
    long interactions(Id contact);

    /**
     * Sums over the customers.
     *
     * @param total how many customers there are
     * @param active how many of them business is being done with
     * @param prospects how many of them no business was done with yet
     * @param pendingInteractions how many interactions with contacts in use are still to be done
     */
    record Figures(long total, long active, long prospects, long pendingInteractions) {}
}
