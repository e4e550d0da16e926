package io.rubro.billing;

import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * Whom an invoice is for, as asked for: a contact of the CRM, or the data themselves. With a contact, each field that is
 * given here wins over the contact's.
 *
 * @param contactId a contact in the CRM
 * @param name at most 120 characters; required without a contact
 * @param taxId NIF or CUIT with valid check digits, or an identifier of at most 20 characters of another {@code country}
 * @param email at most 254 characters
 * @param address one line, at most 300 characters
 * @param country ISO 3166 alpha-2; if absent, the organisation's own
 */
public record CustomerDraft(
        @Nullable Id contactId,
        @Nullable String name,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable String address,
        @Nullable String country) {}
