package io.rubro.rubros.carniceria.internal.model;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;

/**
 * A product sold by weight.
 *
 * @param plu the number on the scale's key, 1 to 99999
 * @param pricePerKg in the organisation's currency, two decimals
 * @param label what its bar code carries
 * @param labelPrefix the first two digits of its bar code, 20 to 29: the shop's own range of EAN-13
 */
public record Product(
        Id id, int plu, String name, BigDecimal pricePerKg, LabelKind label, String labelPrefix, long version)
        implements Versioned {}
