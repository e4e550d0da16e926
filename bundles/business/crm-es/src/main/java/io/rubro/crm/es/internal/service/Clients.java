package io.rubro.crm.es.internal.service;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactDraftEditor;
import io.rubro.crm.ContactFilter;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.Contacts;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.PageRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Clients of the Spanish API: contacts of the CRM that are in use. */
@Component(service = Clients.class)
public final class Clients {

    /** How often a change is tried again when somebody else was faster. */
    private static final int ATTEMPTS = 4;

    /** How many times a client may have been merged into another one and that one again. */
    private static final int MERGES = 16;

    private final Contacts contacts;
    private final Organizations organizations;
    private final Transactions transactions;

    @Activate
    public Clients(
            @Reference Contacts contacts,
            @Reference Organizations organizations,
            @Reference Transactions transactions) {
        this.contacts = contacts;
        this.organizations = organizations;
        this.transactions = transactions;
    }

    /**
     * The contact of an id; of one that was merged into another, the other.
     *
     * @throws ProblemException 404 if there is none, or it was put away
     */
    public Contact get(String id) {
        Optional<Contact> found = parse(id).flatMap(contacts::find);
        for (int i = 0; i < MERGES && found.isPresent() && found.get().mergedInto() != null; i++) {
            found = contacts.find(found.get().mergedInto());
        }
        return found.filter(contact -> contact.archivedAt() == null)
                .orElseThrow(() -> ProblemException.notFound("crm-es.client.not-found", id));
    }

    private static Optional<Id> parse(String id) {
        try {
            return Optional.of(Id.valueOf(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /**
     * Adds a client.
     *
     * @throws ProblemException 409 if another contact has the e-mail or the tax number; 422 if a field breaks a rule
     */
    public Contact create(ClientFields fields, Names names) {
        String name = fields.name();
        if (name == null) {
            throw ProblemException.invalid(names.of("name"), "rest.constraint.NotNull");
        }
        ContactDraft empty = ContactDraft.of(ContactKind.COMPANY, name);
        return names.in(() -> {
            try {
                return transactions.required(() -> {
                    ContactDraft draft = changed(empty, fields, names);
                    refuseTaken(draft, null, names);
                    return contacts.create(draft);
                });
            } catch (ProblemException refusal) {
                throw explained(refusal);
            }
        });
    }

    /**
     * Changes what is given of a client.
     *
     * @throws ProblemException as {@link #create}, and 404 as {@link #get}
     */
    public Contact update(String id, ClientFields fields, Names names) {
        for (int attempt = 1; ; attempt++) {
            try {
                return names.in(() -> transactions.required(() -> {
                    Contact contact = get(id);
                    ContactDraft draft = changed(contact.toDraft(), fields, names);
                    refuseTaken(draft, contact, names);
                    return contacts.update(contact.id(), new IfMatch(contact.version()), draft);
                }));
            } catch (ProblemException refusal) {
                // clients of this API know no versions: what they do not mention is kept, whoever changed it meanwhile
                if (attempt == ATTEMPTS || (refusal.status() != 412 && !isLostLock(refusal))) {
                    throw explained(refusal);
                }
            }
        }
    }

    private static boolean isLostLock(ProblemException refusal) {
        return refusal.status() == 409 && refusal.errors().isEmpty();
    }

    /**
     * Puts a client away: the CRM keeps its history.
     *
     * @throws ProblemException 404 as {@link #get}
     */
    public Contact remove(String id) {
        Contact contact = get(id);
        contacts.archive(contact.id());
        return contact;
    }

    private ContactDraft changed(ContactDraft draft, ClientFields fields, Names names) {
        ContactStatus status = Word.read(Words.STATUSES, "estado", fields.status(), draft.status());
        ContactDraftEditor editor = draft.edit()
                .kind(Word.read(Words.KINDS, "tipo_cliente", fields.kind(), draft.kind()))
                .status(status)
                .roles(roles(draft.roles(), status));
        if (fields.size() != null && !fields.size().isBlank()) {
            editor.size(Word.read(Words.SIZES, "tamaño_empresa", fields.size()));
        }
        if (fields.name() != null) {
            editor.name(fields.name());
        }
        if (fields.email() != null) {
            editor.email(fields.email());
        }
        if (fields.phone() != null) {
            editor.phone(fields.phone());
        }
        if (fields.address() != null) {
            editor.address(fields.address());
        }
        if (fields.postalCode() != null) {
            editor.postalCode(fields.postalCode());
        }
        if (fields.city() != null) {
            editor.city(fields.city());
        }
        if (fields.country() != null) {
            editor.country(fields.country());
        }
        if (fields.sector() != null) {
            editor.sector(fields.sector());
        }
        if (fields.notes() != null) {
            editor.notes(fields.notes());
        }
        ContactDraft changed = editor.build();
        return fields.taxId() == null
                ? changed
                : TaxNumber.put(changed, fields.taxId(), organizations.current().country(), names.of("taxId"));
    }

    /** A prospect is a lead; with any other client business was or is done. What it is besides, it stays. */
    private static Set<ContactRole> roles(Set<ContactRole> before, ContactStatus status) {
        ContactRole role = status == ContactStatus.PROSPECT ? ContactRole.LEAD : ContactRole.CUSTOMER;
        if (role == ContactRole.LEAD && before.contains(ContactRole.CUSTOMER)) {
            return before;
        }
        Set<ContactRole> roles = new HashSet<>(before);
        roles.add(role);
        return roles;
    }

    /** The CRM looks for checked tax numbers and e-mails itself; of the unchecked ones it knows nothing. */
    private void refuseTaken(ContactDraft draft, @Nullable Contact self, Names names) {
        TaxNumber.label(draft)
                .flatMap(label -> contacts
                        .list(new ContactFilter(null, null, null, null, label, false), new PageRequest(2, null, null))
                        .items()
                        .stream()
                        .filter(other -> self == null || !other.id().equals(self.id()))
                        .findFirst())
                .ifPresent(other -> {
                    throw ProblemException.conflict(
                            names.of("taxId"),
                            "crm-es.tax-number-taken",
                            Map.of(
                                    "value",
                                    String.valueOf(TaxNumber.of(other)),
                                    "contactId",
                                    other.id().toString(),
                                    "contact",
                                    other.name()));
                });
    }

    /** A client that was put away is not to be found, but its e-mail and tax number are still taken: that must be said. */
    private ProblemException explained(ProblemException refusal) {
        Object other = refusal.args().get("contactId");
        boolean isArchived = refusal.status() == 409
                && other != null
                && parse(other.toString())
                        .flatMap(contacts::find)
                        .filter(contact -> contact.archivedAt() != null)
                        .isPresent();
        return isArchived
                ? ProblemException.conflict(
                        "crm-es.client.archived",
                        Map.of("value", String.valueOf(refusal.args().get("value"))))
                : refusal;
    }
}
