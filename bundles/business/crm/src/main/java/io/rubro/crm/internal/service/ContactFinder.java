package io.rubro.crm.internal.service;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactKind;
import io.rubro.platform.search.SearchHit;
import io.rubro.platform.search.SearchProvider;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Contacts in the search over everything: found by what the list finds them by. */
@Component
public final class ContactFinder implements SearchProvider {

    private final JpaContacts contacts;

    /** Called by the component runtime. */
    @Activate
    public ContactFinder(@Reference JpaContacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public String permission() {
        return "crm.contact.read";
    }

    @Override
    public List<SearchHit> search(String text, int limit) {
        return contacts.matching(text, limit).stream().map(ContactFinder::hit).toList();
    }

    private static SearchHit hit(Contact contact) {
        String subtitle = Stream.of(contact.taxId(), contact.email(), contact.phone())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        return new SearchHit(
                contact.kind() == ContactKind.COMPANY ? "building-2" : "user",
                contact.name(),
                subtitle,
                "contacts/" + contact.id());
    }
}
