package io.rubro.crm.internal.service;

import io.rubro.platform.module.Messages;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;

/** Amounts as they are written in a time line: {@code 5000€}, {@code 5000,50€}, {@code $5000}, {@code 5000 CHF}. */
final class Amounts {

    private Amounts() {}

    static String write(Messages messages, Locale locale, BigDecimal amount, String currency) {
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        String digits = amount.setScale(whole ? 0 : 2).toPlainString();
        char separator = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
        Map<String, Object> parts = Map.of("amount", digits.replace('.', separator), "currency", currency);
        return messages.text(locale, "crm.amount." + currency, parts)
                .or(() -> messages.text(locale, "crm.amount.other", parts))
                .orElseThrow();
    }
}
