package io.rubro.crm.internal.addresses;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * An address of a contact, beside the one on the contact itself.
 *
 * @param label how people call it: «Almacén»
 * @param country ISO 3166 alpha-2
 * @param main the one to use of its kind; exactly one of each kind is, if there is any
 */
public record Address(
        Id id,
        Id contactId,
        AddressKind kind,
        @Nullable String label,
        String address,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country,
        @Nullable String notes,
        boolean main,
        long version)
        implements Versioned {}
