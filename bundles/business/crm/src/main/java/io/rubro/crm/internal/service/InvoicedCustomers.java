package io.rubro.crm.internal.service;

import io.rubro.billing.Customer;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.Contacts;
import io.rubro.crm.internal.model.ContactEntity;
import io.rubro.crm.internal.model.Folding;
import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.persistence.SchemaReady;
import io.rubro.platform.persistence.Transactions;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.taxid.TaxId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds the contact an invoice was made for, or makes it.
 *
 * <p>A contact too many can be merged by a person; two customers taken for one cannot be told apart again. So in this
 * order, and never against a key that says otherwise:
 *
 * <ol>
 *   <li>the contact the invoice was made from, or the one that stands for it since they were merged;
 *   <li>the one with the same tax id;
 *   <li>the one with the same e-mail, unless both have a tax id (then these differ: an accountant's address, say);
 *   <li>the only one in use with the same name, if it is a company whose tax id and e-mail do not contradict the
 *       invoice's. People do share names: a person is found by name only if nothing else is known on either side.
 * </ol>
 */
@Component(service = InvoicedCustomers.class)
public final class InvoicedCustomers {

    private final Transactions transactions;
    private final EntityManagerFactory unit;
    private final Contacts contacts;
    private final Directory directory;
    private final Organizations organizations;

    @Activate
    public InvoicedCustomers(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.unit.name=crm)") EntityManagerFactory unit,
            @Reference(target = "(module=crm)") SchemaReady schema,
            @Reference Contacts contacts,
            @Reference Directory directory,
            @Reference Organizations organizations) {
        this.transactions = transactions;
        this.unit = unit;
        this.contacts = contacts;
        this.directory = directory;
        this.organizations = organizations;
    }

    /** What identifies a customer. Keys that are not valid identify nobody and are left out. */
    private record Identity(
            String name, @Nullable String taxId, @Nullable String email, ContactKind kind, @Nullable String country) {

        boolean isNameOnly() {
            return taxId == null && email == null;
        }
    }

    /** The contact of an invoice's customer, found or made, as an active customer. Inside a transaction. */
    Contact findOrCreate(Customer customer) {
        Identity identity = identify(customer);
        Optional<Contact> known = find(customer.contactId(), identity);
        if (known.isPresent()) {
            return asCustomer(known.get(), customer, identity);
        }
        directory.lock();
        // whoever held the lock may just have made it
        return find(customer.contactId(), identity)
                .map(contact -> asCustomer(contact, customer, identity))
                .orElseGet(() -> contacts.create(draft(customer, identity)));
    }

    private Identity identify(Customer customer) {
        @Nullable String country = country(customer.country());
        @Nullable String taxId = null;
        ContactKind kind = ContactKind.COMPANY;
        if (customer.taxId() != null) {
            String issuedBy = country == null ? organizations.current().country() : country;
            TaxId found = TaxId.check(issuedBy, customer.taxId());
            if (found instanceof TaxId.Valid valid) {
                taxId = valid.value();
                kind = kind(valid.kind());
                country = issuedBy;
            } else if (((TaxId.Invalid) found).reason() == TaxId.Reason.COUNTRY) {
                taxId = ContactRules.foreignTaxId(customer.taxId());
            }
        }
        @Nullable String email = customer.email() == null ? null : ContactRules.normalisedEmail(customer.email());
        if (email != null && !ContactRules.isEmail(email)) {
            email = null;
        }
        String key = email != null ? email : Objects.requireNonNullElse(taxId, "?");
        String name = Objects.requireNonNullElse(
                clean(customer.name(), ContactDraft.MAX_NAME), cut(key, ContactDraft.MAX_NAME));
        return new Identity(name, taxId, email, kind, country);
    }

    private static @Nullable String country(@Nullable String given) {
        @Nullable String code = given == null ? null : given.toUpperCase(Locale.ROOT);
        return code != null && ContactRules.isCountry(code) ? code : null;
    }

    /** A text without control characters, not longer than the column; null if nothing is left. */
    private static @Nullable String clean(@Nullable String text, int max) {
        if (text == null) {
            return null;
        }
        String plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.isEmpty() ? null : cut(plain, max);
    }

    /** The beginning of a text; a character of two code units is not cut in half. */
    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end).strip();
    }

    private static ContactKind kind(TaxId.Kind kind) {
        return switch (kind) {
            case ES_DNI, ES_NIE, ES_SPECIAL, AR_PERSON -> ContactKind.PERSON;
            case ES_ENTITY, AR_ENTITY, AR_FOREIGN -> ContactKind.COMPANY;
        };
    }

    private Optional<Contact> find(@Nullable Id contactId, Identity identity) {
        return Optional.ofNullable(contactId)
                .flatMap(contacts::find)
                .map(this::standing)
                .or(() -> Optional.ofNullable(identity.taxId()).flatMap(contacts::findByTaxId))
                .or(() -> Optional.ofNullable(identity.email())
                        .flatMap(contacts::findByEmail)
                        .filter(contact -> identity.taxId() == null || contact.taxId() == null))
                .or(() -> findByName(identity));
    }

    /**
     * A contact with the name of a customer.
     *
     * @param named the one with the name; it may have been merged
     * @param standing the one that stands for it
     */
    private record Namesake(Contact named, Contact standing) {}

    private Optional<Contact> findByName(Identity identity) {
        List<Namesake> same = transactions
                .entityManager(unit)
                .createQuery(
                        "select c from Contact c where c.nameNormalised = :name"
                                + " and (c.archivedAt is null or c.mergedInto is not null)",
                        ContactEntity.class)
                .setParameter("name", Folding.searchable(identity.name()))
                .getResultStream()
                .map(ContactEntity::toContact)
                .filter(contact -> Folding.sameName(contact.name(), identity.name()))
                .map(contact -> new Namesake(contact, standing(contact)))
                .filter(namesake -> namesake.standing().archivedAt() == null)
                .toList();
        if (identity.isNameOnly()) {
            // the one made of such an invoice before comes first
            List<Contact> nameOnly = standing(same.stream().filter(namesake -> isNameOnly(namesake.named())));
            if (!nameOnly.isEmpty()) {
                return only(nameOnly)
                        .or(() ->
                                only(nameOnly.stream().filter(this::hasInvoices).toList()));
            }
        }
        return only(standing(same.stream()))
                .filter(contact -> contact.kind() == ContactKind.COMPANY
                        && identity.kind() == ContactKind.COMPANY
                        && agree(contact.taxId(), identity.taxId())
                        && agree(contact.email(), identity.email()));
    }

    private static List<Contact> standing(Stream<Namesake> namesakes) {
        return namesakes.map(Namesake::standing).distinct().toList();
    }

    private Contact standing(Contact contact) {
        return contact.mergedInto() == null ? contact : contacts.standing(contact.id());
    }

    private boolean hasInvoices(Contact contact) {
        return !transactions
                .entityManager(unit)
                .createQuery(
                        "select i.id from Interaction i where i.contactId = :contact and i.sourceModule = :module",
                        Long.class)
                .setParameter("contact", contact.id().value())
                .setParameter("module", BillingTimeline.BILLING)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private static boolean isNameOnly(Contact contact) {
        return contact.taxId() == null && contact.email() == null;
    }

    private static boolean agree(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    private static Optional<Contact> only(List<Contact> candidates) {
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    private ContactDraft draft(Customer customer, Identity identity) {
        return new ContactDraft(
                identity.kind(),
                Set.of(ContactRole.CUSTOMER),
                ContactStatus.ACTIVE,
                identity.name(),
                identity.taxId(),
                free(identity.email()),
                null,
                clean(customer.address(), ContactDraft.MAX_ADDRESS),
                null,
                null,
                identity.country(),
                null,
                null,
                Set.of());
    }

    /** An e-mail no contact has; the address of another customer stays theirs. */
    private @Nullable String free(@Nullable String email) {
        return email == null || contacts.findByEmail(email).isPresent() ? null : email;
    }

    /** The tax id of the invoice, if it is of the contact's country and no contact has it. */
    private @Nullable String freeTaxId(Contact contact, Identity identity) {
        @Nullable String taxId = identity.taxId();
        boolean sameCountry = contact.country() == null || contact.country().equals(identity.country());
        return taxId == null || !sameCountry || contacts.findByTaxId(taxId).isPresent() ? null : taxId;
    }

    /** A contact that buys is a customer and active, unless it is blocked; what was not known of it yet is noted. */
    private Contact asCustomer(Contact found, Customer customer, Identity identity) {
        if (found.erasedAt() != null) {
            return found; // what is still booked for it brings nothing back
        }
        Contact contact = found.archivedAt() == null ? found : contacts.restore(found.id());
        Set<ContactRole> roles = EnumSet.of(ContactRole.CUSTOMER);
        roles.addAll(contact.roles());
        roles.remove(ContactRole.LEAD);
        ContactDraft known = contact.toDraft()
                .edit()
                .roles(roles)
                .status(contact.status() == ContactStatus.BLOCKED ? ContactStatus.BLOCKED : ContactStatus.ACTIVE)
                .taxId(contact.taxId() == null ? freeTaxId(contact, identity) : contact.taxId())
                .email(contact.email() == null ? free(identity.email()) : contact.email())
                .address(
                        contact.address() == null
                                ? clean(customer.address(), ContactDraft.MAX_ADDRESS)
                                : contact.address())
                .country(contact.country() == null ? identity.country() : contact.country())
                .build();
        return contacts.update(contact.id(), new IfMatch(contact.version()), known);
    }
}
