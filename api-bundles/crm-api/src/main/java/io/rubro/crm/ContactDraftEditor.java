package io.rubro.crm;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes some fields of a {@link ContactDraft} and keeps the others. */
public final class ContactDraftEditor {

    private ContactKind kind;
    private Set<ContactRole> roles;
    private ContactStatus status;
    private String name;
    private @Nullable String taxId;
    private @Nullable String email;
    private @Nullable String phone;
    private @Nullable String address;
    private @Nullable String postalCode;
    private @Nullable String city;
    private @Nullable String country;
    private @Nullable String sector;
    private @Nullable CompanySize size;
    private @Nullable String source;
    private @Nullable String notes;
    private Set<String> tags;
    private Map<String, String> custom;

    ContactDraftEditor(ContactDraft draft) {
        kind = draft.kind();
        roles = draft.roles();
        status = draft.status();
        name = draft.name();
        taxId = draft.taxId();
        email = draft.email();
        phone = draft.phone();
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
    }

    public ContactDraftEditor kind(ContactKind value) {
        kind = value;
        return this;
    }

    public ContactDraftEditor roles(Set<ContactRole> value) {
        roles = value;
        return this;
    }

    public ContactDraftEditor status(ContactStatus value) {
        status = value;
        return this;
    }

    public ContactDraftEditor name(String value) {
        name = value;
        return this;
    }

    public ContactDraftEditor taxId(@Nullable String value) {
        taxId = value;
        return this;
    }

    public ContactDraftEditor email(@Nullable String value) {
        email = value;
        return this;
    }

    public ContactDraftEditor phone(@Nullable String value) {
        phone = value;
        return this;
    }

    public ContactDraftEditor address(@Nullable String value) {
        address = value;
        return this;
    }

    public ContactDraftEditor postalCode(@Nullable String value) {
        postalCode = value;
        return this;
    }

    public ContactDraftEditor city(@Nullable String value) {
        city = value;
        return this;
    }

    public ContactDraftEditor country(@Nullable String value) {
        country = value;
        return this;
    }

    public ContactDraftEditor sector(@Nullable String value) {
        sector = value;
        return this;
    }

    public ContactDraftEditor size(@Nullable CompanySize value) {
        size = value;
        return this;
    }

    public ContactDraftEditor source(@Nullable String value) {
        source = value;
        return this;
    }

    public ContactDraftEditor notes(@Nullable String value) {
        notes = value;
        return this;
    }

    public ContactDraftEditor tags(Set<String> value) {
        tags = value;
        return this;
    }

    public ContactDraftEditor custom(Map<String, String> value) {
        custom = value;
        return this;
    }

    /** The draft as changed so far. */
    public ContactDraft build() {
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
                size,
                source,
                notes,
                tags,
                custom);
    }
}
