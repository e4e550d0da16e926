package io.rubro.billing.internal.recurring;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Fills what changes from one time to the next into the texts of an invoice. */
final class Placeholders {

    private Placeholders() {}

    /** @param number how many were made until then, this one included */
    static String fill(String text, LocalDate period, int number, Locale locale) {
        String month = period.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, locale);
        String before = period.minusMonths(1).getMonth().getDisplayName(TextStyle.FULL_STANDALONE, locale);
        String year = String.valueOf(period.getYear());
        String quarter = String.valueOf(period.get(IsoFields.QUARTER_OF_YEAR));
        String date = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(period);
        Map<String, String> words = new LinkedHashMap<>();
        words.put("{mes}", month);
        words.put("{month}", month);
        words.put("{mes anterior}", before);
        words.put("{previous month}", before);
        words.put("{año}", year);
        words.put("{year}", year);
        words.put("{trimestre}", quarter);
        words.put("{quarter}", quarter);
        words.put("{fecha}", date);
        words.put("{date}", date);
        words.put("{numero}", String.valueOf(number));
        words.put("{number}", String.valueOf(number));
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }
}
