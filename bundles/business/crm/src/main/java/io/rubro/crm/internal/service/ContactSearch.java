package io.rubro.crm.internal.service;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.internal.model.Folding;
import io.rubro.crm.internal.words.ContactWords;
import io.rubro.crm.internal.words.ContactWords.Hit;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Contacts that match a text, the best first: those whose name begins with it, by name, then those of whom another word
 * begins with what was typed. Both come from an index in its own order, so that a page costs the same however many match.
 */
final class ContactSearch {

    private static final int CHUNK = 200;

    /** Where a page ends: among the names, or in the index of words. */
    private enum Part {
        NAMES,
        WORDS
    }

    private final ContactFilter filter;
    private final String text;
    private final ContactWords words;
    private final EntityManager em;

    ContactSearch(ContactFilter filter, String text, ContactWords words, EntityManager em) {
        this.filter = filter;
        this.text = Folding.searchable(text);
        this.words = words;
        this.em = em;
    }

    private record Found(Contact contact, Part part, String key) {}

    Page<Contact> page(PageRequest page) {
        int wanted = page.limit() + 1;
        List<String> cursor = page.after(3).orElse(List.of());
        List<Found> found = new ArrayList<>();
        @Nullable Hit after = null;
        if (cursor.isEmpty()) {
            names(null, new Id(0), wanted, found);
        } else {
            Part part = part(cursor.get(0));
            Id id = id(cursor.get(2));
            if (part == Part.NAMES) {
                names(cursor.get(1), id, wanted, found);
            } else {
                after = new Hit(id, cursor.get(1));
            }
        }
        if (found.size() < wanted) {
            others(after, wanted, found);
        }
        Page<Found> rows =
                Page.of(found, page.limit(), last -> PageRequest.cursor(last.part, last.key, last.contact.id()));
        return new Page<>(rows.items().stream().map(Found::contact).toList(), rows.next());
    }

    private void names(@Nullable String afterName, Id afterId, int wanted, List<Found> found) {
        new ContactQuery(filter)
                .namesBeginning(em, text, afterName, afterId, wanted)
                .forEach(contact -> found.add(new Found(contact, Part.NAMES, Folding.searchable(contact.name()))));
    }

    private void others(@Nullable Hit after, int wanted, List<Found> found) {
        @Nullable Hit last = after;
        List<Hit> hits;
        do {
            hits = words.hits(text, last, CHUNK);
            Map<Id, Contact> contacts = hits.isEmpty()
                    ? Map.of()
                    : new ContactQuery(filter)
                            .among(em, hits.stream().map(Hit::contact).toList())
                            .filter(contact ->
                                    !Folding.searchable(contact.name()).startsWith(text))
                            .collect(Collectors.toMap(Contact::id, Function.identity()));
            for (Hit hit : hits) {
                last = hit;
                @Nullable Contact contact = contacts.get(hit.contact());
                if (contact != null) {
                    found.add(new Found(contact, Part.WORDS, hit.word()));
                    if (found.size() == wanted) {
                        return;
                    }
                }
            }
        } while (hits.size() == CHUNK);
    }

    private static Part part(String name) {
        try {
            return Part.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }

    private static Id id(String text) {
        try {
            return Id.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "rest.cursor");
        }
    }
}
