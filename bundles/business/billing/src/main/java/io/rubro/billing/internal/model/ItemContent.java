package io.rubro.billing.internal.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an entry of the price list says, checked and in normal form. */
public record ItemContent(
        String code,
        String name,
        ItemKind kind,
        @Nullable String unit,
        BigDecimal unitPrice,
        BigDecimal taxRate,
        boolean active) {}
