package io.rubro.crm.internal.health;

import io.rubro.crm.internal.health.Tally.Delay;
import io.rubro.platform.ids.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the lists of a {@link Tally} into one column each: {@code 2025-12-14=1850.00 2025-12-28=900.00}. */
final class TallyText {

    private TallyText() {}

    static String amounts(Map<?, BigDecimal> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().toPlainString())
                .collect(Collectors.joining(" "));
    }

    static String delays(Tally tally) {
        return tally.delays.stream()
                .map(delay -> delay.paid() + "=" + delay.days() + "=" + delay.invoice())
                .collect(Collectors.joining(" "));
    }

    static void readPurchases(String text, Tally tally) {
        words(text).forEach(parts -> tally.purchases.put(LocalDate.parse(parts[0]), new BigDecimal(parts[1])));
    }

    static void readMonths(String text, Tally tally) {
        words(text).forEach(parts -> tally.months.put(YearMonth.parse(parts[0]), new BigDecimal(parts[1])));
    }

    static void readDelays(String text, Tally tally) {
        words(text)
                .forEach(parts -> tally.delays.add(
                        new Delay(LocalDate.parse(parts[0]), Id.valueOf(parts[2]), Integer.parseInt(parts[1]))));
    }

    private static Stream<String[]> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("=", -1));
    }
}
