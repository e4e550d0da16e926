package io.rubro.billing.internal.model;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the price list. Lines of invoices are copies of it: changing or deleting it touches none of them.
 *
 * @param code unique in the organisation, upper case
 * @param unit what is counted: {@code h}, {@code kg}; null for pieces
 * @param unitPrice before tax, in the organisation's currency, at least two decimals
 * @param taxRate in percent
 * @param active whether it is still suggested when invoices are written
 */
public record Item(
        Id id,
        String code,
        String name,
        ItemKind kind,
        @Nullable String unit,
        BigDecimal unitPrice,
        BigDecimal taxRate,
        boolean active,
        long version)
        implements Versioned {}
