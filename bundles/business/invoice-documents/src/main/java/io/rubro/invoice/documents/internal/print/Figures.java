package io.rubro.invoice.documents.internal.print;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/** Amounts, quantities and dates as people of a language write them. Not for several threads at once. */
final class Figures {

    private static final char NO_BREAK_SPACE = '\u00a0';

    private final boolean english;
    private final DecimalFormat cents;
    private final DecimalFormat price;
    private final DecimalFormat plain;
    private final DateTimeFormatter date;
    private final String currency;
    private final boolean symbolFirst;

    Figures(Locale locale, String currencyCode) {
        english = locale.getLanguage().equals("en");
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setDecimalSeparator(english ? '.' : ',');
        symbols.setGroupingSeparator(english ? ',' : '.');
        cents = format("#,##0.00", symbols);
        price = format("#,##0.00####", symbols);
        plain = format("#,##0.######", symbols);
        date = DateTimeFormatter.ofPattern(english ? "d MMM uuuu" : "dd/MM/uuuu", english ? Locale.UK : locale);
        currency = symbol(currencyCode);
        symbolFirst = english || "AR".equals(locale.getCountry());
    }

    private static DecimalFormat format(String pattern, DecimalFormatSymbols symbols) {
        DecimalFormat format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }

    private static String symbol(String code) {
        return switch (code) {
            case "EUR" -> "€";
            case "ARS" -> "$";
            case "USD" -> "US$";
            default -> {
                String symbol = Currency.getInstance(code).getSymbol(Locale.ROOT);
                yield symbol.isBlank() ? code : symbol;
            }
        };
    }

    /** {@code 1.234,50}. */
    String amount(BigDecimal amount) {
        return cents.format(amount);
    }

    /** {@code 1.234,50 €}, {@code $ 1.234,50}, {@code €1,234.50}. */
    String money(BigDecimal amount) {
        if (!symbolFirst) {
            return cents.format(amount) + NO_BREAK_SPACE + currency;
        }
        String sign = amount.signum() < 0 ? "-" : "";
        return sign + currency + (english ? "" : NO_BREAK_SPACE) + cents.format(amount.abs());
    }

    /** At least two decimals, up to six. */
    String price(BigDecimal price) {
        return this.price.format(price);
    }

    /** As many decimals as it has. */
    String quantity(BigDecimal quantity) {
        return plain.format(quantity);
    }

    /** {@code 21 %}. */
    String percent(BigDecimal percent) {
        return plain.format(percent) + (english ? "%" : NO_BREAK_SPACE + "%");
    }

    /** {@code 20/11/2026}, {@code 20 Nov 2026}. */
    String date(LocalDate day) {
        return date.format(day);
    }
}
