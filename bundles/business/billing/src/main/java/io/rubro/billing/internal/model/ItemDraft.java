package io.rubro.billing.internal.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the price list is to say; the whole of it, also when it is updated.
 *
 * @param code 1 to 40 printable characters, unique in the organisation whatever the case
 * @param name 1 to 200 characters
 * @param kind null for a product
 * @param unit at most 20 characters; null for pieces
 * @param unitPrice before tax, zero or more, at most 12 digits before the point and 6 after it
 * @param taxRate in percent, one that is in force in the organisation's country
 * @param active null for true
 */
public record ItemDraft(
        @Nullable String code,
        @Nullable String name,
        @Nullable ItemKind kind,
        @Nullable String unit,
        @Nullable BigDecimal unitPrice,
        @Nullable BigDecimal taxRate,
        @Nullable Boolean active) {}
