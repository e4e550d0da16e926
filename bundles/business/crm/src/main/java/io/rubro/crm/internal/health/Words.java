package io.rubro.crm.internal.health;

import io.rubro.platform.module.Messages;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** Says days, amounts and sentences in one language. */
final class Words {

    private final Messages messages;
    private final Locale locale;

    Words(Messages messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    String say(String key, Map<String, Object> args) {
        return messages.text(locale, "crm.health." + key, args).orElseThrow();
    }

    String say(String key) {
        return say(key, Map.of());
    }

    /** {@code 1 día}, {@code 14 días}. */
    String days(long days) {
        return say(days == 1 ? "day" : "days", Map.of("n", days));
    }

    /** {@code 1 factura}, {@code 24 facturas}. */
    String invoices(int count) {
        return say(count == 1 ? "invoice" : "invoices", Map.of("n", count));
    }

    /** {@code cada 2 semanas} if it is whole weeks, else {@code cada 10 días}. */
    String every(int days) {
        if (days == 1) {
            return say("every.day");
        }
        if (days % 7 != 0) {
            return say("every.days", Map.of("n", days));
        }
        return days == 7 ? say("every.week") : say("every.weeks", Map.of("n", days / 7));
    }

    String date(LocalDate date) {
        String pattern = locale.getLanguage().equals("en") ? "d MMM uuuu" : "dd/MM/uuuu";
        return date.format(DateTimeFormatter.ofPattern(pattern, locale));
    }

    String amount(BigDecimal amount, String currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(amount);
    }

    /** With one decimal. */
    String number(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(number);
    }
}
