package io.rubro.crm.es.internal.service;

import io.rubro.crm.es.internal.json.ClientRequest;
import io.rubro.crm.es.internal.json.ProfileRequest;
import org.jspecify.annotations.Nullable;

/** What a request says of a client, in whichever of the two forms; null for what it does not mention. */
public record ClientFields(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String taxId,
        @Nullable String kind,
        @Nullable String status,
        @Nullable String address,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country,
        @Nullable String sector,
        @Nullable String size,
        @Nullable String notes) {

    /** Those of {@code /api/crm}. */
    public static ClientFields of(ClientRequest request) {
        return new ClientFields(
                request.name(),
                request.email(),
                request.phone(),
                request.taxId(),
                request.kind(),
                request.status(),
                request.address(),
                request.postalCode(),
                request.city(),
                request.country(),
                request.sector(),
                null,
                request.notes());
    }

    /** Those of {@code /api/clientes}. */
    public static ClientFields of(ProfileRequest request) {
        return new ClientFields(
                request.name(),
                request.email(),
                request.phone(),
                request.taxId(),
                null,
                request.status(),
                request.address(),
                null,
                null,
                null,
                request.sector(),
                request.size(),
                null);
    }
}
