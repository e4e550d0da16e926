package io.rubro.crm.internal.model;

import io.rubro.crm.CompanySize;
import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import io.rubro.platform.ids.Id;
import java.time.Instant;
import java.util.Map;
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

    @Enumerated(EnumType.STRING)
    @Column(name = "company_size")
    private @Nullable CompanySize size;

    private @Nullable String source;

    private @Nullable String notes;

    @Convert(converter = TagsConverter.class)
    @Column(nullable = false)
    private Set<String> tags;

    @Convert(converter = CustomConverter.class)
    @Column(name = "custom_values")
    private Map<String, String> custom;

    @Column(name = "archived_at")
    private @Nullable Instant archivedAt;

    @Column(name = "merged_into")
    private @Nullable Long mergedInto;

    @Column(name = "erased_at")
    private @Nullable Instant erasedAt;

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
        size = draft.size();
        source = draft.source();
        notes = draft.notes();
        tags = draft.tags();
        custom = draft.custom();
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

    /** Says which contact took its place; null if none does any more. */
    public void mergeInto(@Nullable Id other, Instant now) {
        mergedInto = other == null ? null : other.value();
        updatedAt = now;
    }

    public boolean isMerged() {
        return mergedInto != null;
    }

    public boolean isArchived() {
        return archivedAt != null;
    }

    /** Takes the personal data out for good. What figures count by stays: roles, status, country, sector, size and source. */
    public void erase(String madeUp, Instant now) {
        name = madeUp;
        nameNormalised = Folding.searchable(madeUp);
        taxId = null;
        email = null;
        phone = null;
        phoneDigits = null;
        address = null;
        postalCode = null;
        city = null;
        notes = null;
        tags = Set.of();
        custom = Map.of();
        archivedAt = archivedAt == null ? now : archivedAt;
        erasedAt = now;
        updatedAt = now;
    }

    /** Whether its personal data were erased: nothing is changed in it any more. */
    public boolean isErased() {
        return erasedAt != null;
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
        return toContact().toDraft();
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
                size,
                source,
                notes,
                tags,
                custom,
                archivedAt,
                mergedInto == null ? null : new Id(mergedInto),
                erasedAt,
                createdAt,
                updatedAt,
                version);
    }
}
