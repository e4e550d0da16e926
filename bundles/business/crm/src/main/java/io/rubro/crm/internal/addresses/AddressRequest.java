package io.rubro.crm.internal.addresses;

import io.rubro.crm.ContactDraft;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of an address; what is absent is empty.
 *
 * @param main true makes it the main one of its kind; else who is main stays as it is
 */
public record AddressRequest(
        @NotNull AddressKind kind,
        @Size(max = MAX_LABEL) @Nullable String label,
        @NotBlank @Size(max = ContactDraft.MAX_ADDRESS) String address,
        @Size(max = ContactDraft.MAX_POSTAL_CODE) @Nullable String postalCode,
        @Size(max = ContactDraft.MAX_CITY) @Nullable String city,
        @Nullable String country,
        @Size(max = MAX_NOTES) @Nullable String notes,
        @Nullable Boolean main) {

    static final int MAX_LABEL = 100;
    static final int MAX_NOTES = 500;
}
