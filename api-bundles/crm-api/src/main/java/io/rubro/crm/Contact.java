package io.rubro.crm;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.time.Instant;
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
 * @param tags free labels, lower case
 * @param archivedAt when it was put away: it keeps its history, its tax id and its e-mail but is not listed; null if in use
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
        @Nullable String notes,
        Set<String> tags,
        @Nullable Instant archivedAt,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {}
