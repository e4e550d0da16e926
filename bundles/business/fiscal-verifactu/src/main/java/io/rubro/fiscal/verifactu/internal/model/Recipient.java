package io.rubro.fiscal.verifactu.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * Whom an invoice is for.
 *
 * @param idType the sort of a foreign identifier, list L7; null if it is a NIF
 * @param country of a foreign identifier; null if it is a NIF
 */
public record Recipient(String name, String id, @Nullable String idType, @Nullable String country) {}
