package io.rubro.crm.internal.pipeline;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Figures of opportunities as people read them. */
final class OpportunityTexts {

    private OpportunityTexts() {}

    /** An amount the way the language writes it, {@code 50.000,00 €}. */
    static String money(Locale language, BigDecimal value, String currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(language);
        format.setCurrency(Currency.getInstance(currency));
        return format.format(value);
    }
}
