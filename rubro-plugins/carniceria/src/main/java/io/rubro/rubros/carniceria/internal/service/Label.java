package io.rubro.rubros.carniceria.internal.service;

import io.rubro.rubros.carniceria.internal.model.LabelKind;
import io.rubro.rubros.carniceria.internal.model.Product;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The bar code of goods of variable measure: EAN-13 as two digits of the shop's own range (20 to 29), five of the PLU,
 * five of price in cents or weight in grams, and the check digit (GS1 General Specifications, restricted circulation
 * numbers).
 */
final class Label {

    private static final int MOST = 99_999;

    private Label() {}

    /** The thirteen digits; empty if price or weight needs more than five. */
    static Optional<String> ean13(Product product, BigDecimal weightKg, BigDecimal total) {
        long measure = product.label() == LabelKind.PRICE
                ? total.movePointRight(2).longValueExact()
                : weightKg.movePointRight(3).longValueExact();
        if (measure > MOST) {
            return Optional.empty();
        }
        String digits = "%s%05d%05d".formatted(product.labelPrefix(), product.plu(), measure);
        return Optional.of(digits + checkDigit(digits));
    }

    /** Weights 1 and 3 alternating from the left; what is missing to the next ten. */
    static int checkDigit(String twelve) {
        int sum = 0;
        for (int i = 0; i < twelve.length(); i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return (10 - sum % 10) % 10;
    }
}
