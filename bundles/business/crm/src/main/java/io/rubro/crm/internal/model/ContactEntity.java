package io.rubro.crm.internal.model;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A contact's row. */
@Entity(name = "Contact")
@Table(schema = "crm", name = "contact")
public class ContactEntity {

    @javax.persistence.Id
    private long id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private ContactKind kind;

    @Convert(converter = RolesConverter.class)
    @Column(nullable = false)
    private Set<ContactRole> roles;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private ContactStatus status;

    @Column(nullable = false)
    private String name;

    @Column(name = "name_normalised", nullable = false)
    private String nameNormalised;

    @Column(name = "tax_id")
    private @Nullable String taxId;

    private @Nullable String email;

    private @Nullable String phone;

    @Column(name = "phone_digits")
    private @Nullable String phoneDigits;

    private @Nullable String address;

    @Column(name = "postal_code")
    private @Nullable String postalCode;

    private @Nullable String city;

    private @Nullable String country;

    private @Nullable String sector;

    private @Nullable String notes;

    @Convert(converter = TagsConverter.class)
    @Column(nullable = false)
    private Set<String> tags;

    @Column(name = "archived_at")
    private @Nullable Instant archivedAt;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    /** For JPA. */
    protected ContactEntity() {}

    /** A new contact of a draft that keeps the rules. */
    public ContactEntity(Id id, ContactDraft draft, Instant now) {
        this.id = id.value();
        this.createdAt = now;
        replace(draft, now);
    }

    /** Takes over a draft that keeps the rules. */
    public final void replace(ContactDraft draft, Instant now) {
        kind = draft.kind();
        roles = draft.roles();
        status = draft.status();
        name = draft.name();
        nameNormalised = Folding.searchable(draft.name());
        taxId = draft.taxId();
        email = draft.email();
        phone = draft.phone();
        phoneDigits = phone == null ? null : Folding.digits(phone);
        address = draft.address();
        postalCode = draft.postalCode();
        city = draft.city();
        country = draft.country();
        sector = draft.sector();
        notes = draft.notes();
        tags = draft.tags();
        updatedAt = now;
    }

    /** Puts it away. */
    public void archive(Instant now) {
        archivedAt = now;
        updatedAt = now;
    }

    /** Brings it back. */
    public void restore(Instant now) {
        archivedAt = null;
        updatedAt = now;
    }

    public boolean isArchived() {
        return archivedAt != null;
    }

    public Id id() {
        return new Id(id);
    }

    public long version() {
        return version;
    }

    public String name() {
        return name;
    }

    /** What a draft would have to say to change nothing. */
    public ContactDraft toDraft() {
        return new ContactDraft(
                kind,
                roles,
                status,
                name,
                taxId,
                email,
                phone,
                address,
                postalCode,
                city,
                country,
                sector,
                notes,
                tags);
    }

    /** The contact as others see it. */
    public Contact toContact() {
        return new Contact(
                id(),
                kind,
                roles,
                status,
                name,
                taxId,
                email,
                phone,
                address,
                postalCode,
                city,
                country,
                sector,
                notes,
                tags,
                archivedAt,
                createdAt,
                updatedAt,
                version);
    }
}
