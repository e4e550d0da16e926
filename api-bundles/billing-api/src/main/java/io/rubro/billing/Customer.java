package io.rubro.billing;

import io.rubro.platform.ids.Id;
import org.jspecify.annotations.Nullable;

/**
 * The customer as written on an invoice: a copy, which later changes of the contact do not touch.
 *
 * @param contactId the contact in the CRM, if the invoice was made from one
 * @param name name or legal name
 * @param taxId NIF or CUIT, normalised: upper case, no spaces or hyphens
 * @param email where the invoice goes, lower case
 * @param address one line
 * @param country ISO 3166 alpha-2
 */
public record Customer(
        @Nullable Id contactId,
        String name,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable String address,
        @Nullable String country) {}
