package io.rubro.crm;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person or company the business deals with.
 *
 * @param roles what it is to the business
 * @param name full name or legal name
 * @param taxId NIF or CUIT, normalised: upper case, no spaces or hyphens; no two contacts of an organisation share one
 * @param email lower case; no two contacts of an organisation share one
 * @param phone as it was typed
 * @param country ISO 3166 alpha-2
 * @param sector line of business, free text
 * @param source where the contact came from, free text: web, a fair, a recommendation; reports take it for the campaign
 * @param tags free labels, lower case
 * @param custom the values of the organisation's own fields by their keys, in normal form
 * @param archivedAt when it was put away: it keeps its history, its tax id and its e-mail but is not listed; null if in use
 * @param mergedInto the contact that took its place, to which its history went; null if none did. Such a contact is
 *     archived
 * @param erasedAt when its personal data were erased on demand: what is left is an id and a name made up; null if never
 */
public record Contact(
        Id id,
        ContactKind kind,
        Set<ContactRole> roles,
        ContactStatus status,
        String name,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country,
        @Nullable String sector,
        @Nullable CompanySize size,
        @Nullable String source,
        @Nullable String notes,
        Set<String> tags,
        Map<String, String> custom,
        @Nullable Instant archivedAt,
        @Nullable Id mergedInto,
        @Nullable Instant erasedAt,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    public Contact {
        roles = Set.copyOf(roles);
        tags = Set.copyOf(tags);
        custom = Map.copyOf(custom);
    }

    /** A contact without size, source and fields of the organisation's own, never merged or erased. */
    public Contact(
            Id id,
            ContactKind kind,
            Set<ContactRole> roles,
            ContactStatus status,
            String name,
            @Nullable String taxId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country,
            @Nullable String sector,
            @Nullable String notes,
            Set<String> tags,
            @Nullable Instant archivedAt,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        this(
                id,
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
                null,
                null,
                notes,
                tags,
                Map.of(),
                archivedAt,
                null,
                null,
                createdAt,
                updatedAt,
                version);
    }

    /** What a draft would have to say to change nothing: {@code contact.toDraft().edit().phone("…").build()} changes one field. */
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
                size,
                source,
                notes,
                tags,
                custom);
    }
}
