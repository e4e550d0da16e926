package io.rubro.crm.internal.lists;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactRole;
import io.rubro.crm.Contacts;
import io.rubro.crm.internal.lists.BulkOutcome.Refusal;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does one thing to many contacts, in one transaction. What cannot be done to one of them does not hinder the others. */
@Component(service = BulkDeeds.class)
public final class BulkDeeds {

    /** Whatever the version: the deed adds to what is stored and replaces nothing. */
    private static final IfMatch ANY = new IfMatch(-1);

    private final Transactions transactions;
    private final Contacts contacts;

    /** Called by the component runtime. */
    @Activate
    public BulkDeeds(@Reference Transactions transactions, @Reference Contacts contacts) {
        this.transactions = transactions;
        this.contacts = contacts;
    }

    /**
     * Does it.
     *
     * @throws ProblemException 422 if the deed lacks its tag or role, or the tag breaks a rule
     */
    public BulkOutcome run(BulkDeed deed) {
        String tag = tag(deed);
        ContactRole role = role(deed);
        return transactions.required(() -> {
            List<Id> changed = new ArrayList<>();
            List<Refusal> refused = new ArrayList<>();
            int unchanged = 0;
            // always in the same order, so that two deeds at once wait for each other and do not lock each other out
            for (Id id : deed.ids().stream()
                    .sorted((a, b) -> Long.compare(a.value(), b.value()))
                    .toList()) {
                Optional<Contact> contact = contacts.find(id);
                @Nullable
                String hindrance =
                        contact.map(c -> hindrance(c, deed.deed(), tag)).orElse("not-found");
                if (contact.isEmpty() || !hindrance.isEmpty()) {
                    refused.add(new Refusal(id, hindrance));
                } else if (change(contact.get(), deed.deed(), tag, role)) {
                    changed.add(id);
                } else {
                    unchanged++;
                }
            }
            return new BulkOutcome(changed, unchanged, refused);
        });
    }

    /** Why it cannot be done; empty if it can. */
    private static String hindrance(Contact contact, BulkDeed.Kind deed, String tag) {
        if (contact.erasedAt() != null) {
            return "erased";
        }
        if (contact.mergedInto() != null) {
            return "merged";
        }
        boolean full = contact.tags().size() >= ContactDraft.MAX_TAGS;
        return deed == BulkDeed.Kind.ADD_TAG && full && !contact.tags().contains(tag) ? "too-many-tags" : "";
    }

    private boolean change(Contact contact, BulkDeed.Kind deed, String tag, ContactRole role) {
        return switch (deed) {
            case ADD_TAG -> tags(contact, tag, true);
            case REMOVE_TAG -> tags(contact, tag, false);
            case ADD_ROLE -> roles(contact, role, true);
            case REMOVE_ROLE -> roles(contact, role, false);
            case ARCHIVE -> {
                contacts.archive(contact.id());
                yield contact.archivedAt() == null;
            }
            case RESTORE -> {
                contacts.restore(contact.id());
                yield contact.archivedAt() != null;
            }
        };
    }

    private boolean tags(Contact contact, String tag, boolean add) {
        Set<String> tags = new TreeSet<>(contact.tags());
        boolean changes = add ? tags.add(tag) : tags.remove(tag);
        if (changes) {
            contacts.update(
                    contact.id(), ANY, contact.toDraft().edit().tags(tags).build());
        }
        return changes;
    }

    private boolean roles(Contact contact, ContactRole role, boolean add) {
        Set<ContactRole> roles = new HashSet<>(contact.roles());
        boolean changes = add ? roles.add(role) : roles.remove(role);
        if (changes) {
            contacts.update(
                    contact.id(), ANY, contact.toDraft().edit().roles(roles).build());
        }
        return changes;
    }

    private static String tag(BulkDeed deed) {
        @Nullable String tag = deed.tag();
        if (deed.deed() != BulkDeed.Kind.ADD_TAG && deed.deed() != BulkDeed.Kind.REMOVE_TAG) {
            return "";
        }
        if (tag == null || tag.isBlank()) {
            throw ProblemException.invalid("tag", "crm.field.required");
        }
        if (tag.contains("|")) {
            throw ProblemException.invalid("tag", "crm.contact.tag-bar");
        }
        if (tag.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("tag", "crm.field.control-character");
        }
        return tag.strip().toLowerCase(Locale.ROOT);
    }

    private static ContactRole role(BulkDeed deed) {
        @Nullable ContactRole role = deed.role();
        if (deed.deed() != BulkDeed.Kind.ADD_ROLE && deed.deed() != BulkDeed.Kind.REMOVE_ROLE) {
            return ContactRole.CUSTOMER; // not looked at
        }
        if (role == null) {
            throw ProblemException.invalid("role", "crm.field.required", Map.of());
        }
        return role;
    }
}
