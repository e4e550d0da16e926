package io.rubro.crm.internal.rest;

import io.rubro.crm.CompanySize;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactRole;
import io.rubro.crm.ContactStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A contact as a client sends it; what is absent is empty. The meaning of the fields is checked by the service. */
public record ContactRequest(
        @NotNull ContactKind kind,
        @Nullable Set<@NotNull ContactRole> roles,
        @NotNull ContactStatus status,
        @NotBlank @Size(max = ContactDraft.MAX_NAME) String name,
        @Nullable String taxId,
        @Size(max = ContactDraft.MAX_EMAIL) @Nullable String email,
        @Size(max = ContactDraft.MAX_PHONE) @Nullable String phone,
        @Size(max = ContactDraft.MAX_ADDRESS) @Nullable String address,
        @Size(max = ContactDraft.MAX_POSTAL_CODE) @Nullable String postalCode,
        @Size(max = ContactDraft.MAX_CITY) @Nullable String city,
        @Nullable String country,
        @Size(max = ContactDraft.MAX_SECTOR) @Nullable String sector,
        @Nullable CompanySize size,
        @Size(max = ContactDraft.MAX_SOURCE) @Nullable String source,
        @Size(max = ContactDraft.MAX_NOTES) @Nullable String notes,
        @Size(max = ContactDraft.MAX_TAGS) @Nullable Set<@NotNull @Size(max = ContactDraft.MAX_TAG) String> tags,
        @Size(max = ContactDraft.MAX_CUSTOM) @Nullable Map<String, @Nullable String> custom) {

    ContactDraft toDraft() {
        return new ContactDraft(
                kind,
                roles == null ? Set.of() : roles,
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
                tags == null ? Set.of() : tags,
                given(custom));
    }

    /** Without those that are null: a client's way to say that a field is empty. */
    private static Map<String, String> given(@Nullable Map<String, @Nullable String> custom) {
        Map<String, String> given = new HashMap<>();
        if (custom != null) {
            custom.forEach((key, value) -> {
                if (value != null) {
                    given.put(key, value);
                }
            });
        }
        return given;
    }
}
