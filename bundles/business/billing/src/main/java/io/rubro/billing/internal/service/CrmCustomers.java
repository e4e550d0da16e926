package io.rubro.billing.internal.service;

import io.rubro.billing.CustomerDraft;
import io.rubro.crm.Contact;
import io.rubro.crm.Contacts;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Completes a customer from the CRM. The CRM may come and go; without it, customers are written out in full. */
public final class CrmCustomers {

    private final AtomicReference<@Nullable Contacts> crm = new AtomicReference<>();

    /** The CRM is there. */
    public void arrived(Contacts contacts) {
        crm.set(contacts);
    }

    /** The CRM goes. */
    public void left(Contacts contacts) {
        crm.compareAndSet(contacts, null);
    }

    /** The ids a contact is known by: what was made for one that was merged into it is its own. */
    public Set<Id> aliases(Id contact) {
        Contacts contacts = crm.get();
        return contacts == null ? Set.of(contact) : contacts.aliases(contact);
    }

    /**
     * The customer with what the draft leaves open taken from its contact, if it names one; if that one was merged, from the
     * contact that stands for it.
     *
     * @throws ProblemException 422 if there is no such contact, 503 if the CRM is not running
     */
    public CustomerDraft complete(CustomerDraft draft) {
        Id id = draft.contactId();
        if (id == null) {
            return draft;
        }
        Contacts contacts = crm.get();
        if (contacts == null) {
            throw ProblemException.of(503, "billing.customer.no-crm", Map.of());
        }
        Contact contact = contacts.find(id)
                .map(found -> found.mergedInto() == null ? found : contacts.standing(id))
                .orElseThrow(() -> ProblemException.invalid(
                        "customer.contactId", "billing.customer.unknown-contact", Map.of("id", id.toString())));
        return new CustomerDraft(
                contact.id(),
                given(draft.name(), contact.name()),
                given(draft.taxId(), contact.taxId()),
                given(draft.email(), contact.email()),
                given(draft.address(), address(contact)),
                given(draft.country(), contact.country()));
    }

    private static @Nullable String given(@Nullable String asked, @Nullable String stored) {
        return asked == null || asked.isBlank() ? stored : asked;
    }

    private static @Nullable String address(Contact contact) {
        String town = Stream.of(contact.postalCode(), contact.city())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        String line = Stream.of(contact.address(), town.isEmpty() ? null : town)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return line.isEmpty() ? null : line;
    }
}
