package io.rubro.crm.es.internal.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Amounts as the clients of this API read them: numbers of JSON, as Python's {@code float} is written. The cents of all
 * amounts the CRM keeps (thirteen digits before the point) are exact in them.
 */
final class Money {

    private Money() {}

    static double write(BigDecimal amount) {
        return amount.doubleValue();
    }

    static @Nullable Double orNull(@Nullable BigDecimal amount) {
        return amount == null ? null : write(amount);
    }

    /** An amount that was computed as a {@code float}, {@code 0.30000000000000004}, in whole cents. */
    static BigDecimal cents(BigDecimal sent) {
        return sent.setScale(2, RoundingMode.HALF_UP);
    }
}
