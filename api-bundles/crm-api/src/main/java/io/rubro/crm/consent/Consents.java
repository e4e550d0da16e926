package io.rubro.crm.consent;

import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who of the organisation on the thread may be reached, how and what for. Each method joins the current transaction or has
 * one of its own.
 */
@ProviderType
public interface Consents {

    /**
     * Whether a contact may be reached on a channel for a purpose: only if consent was granted and neither withdrawn since
     * nor at the same moment. False for contacts that are unknown, archived, blocked or erased.
     */
    boolean allows(Id contactId, Channel channel, Purpose purpose);

    /**
     * Where a contact may be reached on a channel for a purpose: its own address or number first, then the others of that
     * channel, in normal form. Empty if {@link #allows} says no.
     */
    List<String> reachable(Id contactId, Channel channel, Purpose purpose);

    /**
     * What holds for each channel and purpose, in their order.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    List<Consent> current(Id contactId);

    /**
     * All that was ever said, the newest first by the time it was written down.
     *
     * @throws ProblemException 404 if there is no such contact
     */
    List<ConsentChange> history(Id contactId);

    /**
     * Writes down what somebody said. Nothing is ever overwritten: what is dated before a withdrawal is kept, but changes
     * nothing.
     *
     * @throws ProblemException 404 if there is no such contact; 409 if its data were erased; 422 if a field breaks a rule
     */
    ConsentChange record(Id contactId, ConsentDraft draft);
}
