package io.rubro.crm.internal.recommendations;

import io.rubro.crm.recommendations.Advice.Amount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The evidence of an advice: as it is kept in a column, and as people read it. */
final class Evidence {

    /** Longer texts are cut, so that all of it fits the column. */
    private static final int MAX_TEXT = 200;

    private Evidence() {}

    /** One line for each argument: its name, the letter of its type and its value. */
    static String write(Map<String, ?> args) {
        return new TreeMap<>(args)
                .entrySet().stream()
                        .map(arg -> arg.getKey() + '=' + value(arg.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    private static String value(Object value) {
        if (value instanceof LocalDate) {
            return "D" + value;
        } else if (value instanceof Amount amount) {
            return "A" + amount.value().toPlainString() + ' ' + amount.currency();
        } else if (isWhole(value)) {
            return "N" + value;
        }
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}+", " ");
        return "T" + (text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT - 1) + "…" : text);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger;
    }

    /** What was written. */
    static Map<String, Object> read(String stored) {
        Map<String, Object> args = new HashMap<>();
        stored.lines().filter(line -> line.contains("=")).forEach(line -> {
            int end = line.indexOf('=');
            args.put(line.substring(0, end), parse(line.substring(end + 1)));
        });
        return args;
    }

    private static Object parse(String typed) {
        String value = typed.substring(1);
        return switch (typed.charAt(0)) {
            case 'D' -> LocalDate.parse(value);
            case 'N' -> Long.parseLong(value);
            case 'A' ->
                new Amount(
                        new BigDecimal(value.substring(0, value.indexOf(' '))),
                        value.substring(value.indexOf(' ') + 1));
            default -> value;
        };
    }

    /** The arguments as people of a language read them: {@code 15/01/2026}, {@code 2.500 €}. */
    static Map<String, Object> shown(Map<String, ?> args, Locale locale) {
        return args.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, arg -> shown(arg.getValue(), locale)));
    }

    private static Object shown(Object value, Locale locale) {
        if (value instanceof LocalDate date) {
            return date.format(
                    locale.getLanguage().equals("es")
                            ? DateTimeFormatter.ofPattern("dd/MM/yyyy", locale)
                            : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                                    .withLocale(locale));
        } else if (value instanceof Amount amount) {
            return money(amount, locale);
        } else if (isWhole(value)) {
            return NumberFormat.getIntegerInstance(locale).format(value);
        }
        return String.valueOf(value);
    }

    private static String money(Amount amount, Locale locale) {
        boolean whole = amount.value().stripTrailingZeros().scale() <= 0;
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(amount.currency()));
        format.setMinimumFractionDigits(whole ? 0 : 2);
        format.setMaximumFractionDigits(whole ? 0 : 2);
        return format.format(amount.value());
    }
}
