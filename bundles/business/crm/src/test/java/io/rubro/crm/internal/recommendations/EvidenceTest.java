package io.rubro.crm.internal.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.crm.recommendations.Advice.Amount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {

    private static final Map<String, Object> ALL = Map.of(
            "title",
            "Proyecto = A\nsegunda línea",
            "days",
            1234L,
            "date",
            LocalDate.of(2026, 1, 15),
            "value",
            new Amount(new BigDecimal("-2500.50"), "EUR"));

    @Test
    void what_is_kept_is_read_again() {
        Map<String, Object> read = Evidence.read(Evidence.write(ALL));
        assertThat(read)
                .containsEntry("title", "Proyecto = A segunda línea")
                .containsEntry("days", 1234L)
                .containsEntry("date", LocalDate.of(2026, 1, 15))
                .containsEntry("value", new Amount(new BigDecimal("-2500.50"), "EUR"))
                .hasSize(4);
        assertThat(Evidence.write(read)).isEqualTo(Evidence.write(ALL));
        assertThat(Evidence.read(Evidence.write(Map.of()))).isEmpty();
    }

    @Test
    void a_long_text_is_cut() {
        assertThat((String) Evidence.read(Evidence.write(Map.of("t", "x".repeat(5_000))))
                        .get("t"))
                .hasSize(200)
                .endsWith("…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "es-ES; 15/01/2026; 1.234; -2.500,50 €; 45.000 €",
                "es-AR; 15/01/2026; 1.234; -EUR 2.500,50; EUR 45.000",
                "en; Jan 15, 2026; 1,234; -€2,500.50; €45,000",
            })
    void people_read_it_in_the_way_of_their_language(
            String tag, String date, String number, String amount, String whole) {
        Locale locale = Locale.forLanguageTag(tag);
        Map<String, Object> shown = Evidence.shown(ALL, locale);
        assertThat(shown).containsEntry("date", date).containsEntry("days", number);
        assertThat(plain(shown.get("value"))).isEqualTo(amount);
        Map<String, Object> of = Map.of("value", new Amount(new BigDecimal("45000.00"), "EUR"));
        assertThat(plain(Evidence.shown(of, locale).get("value"))).isEqualTo(whole);
    }

    private static String plain(Object text) {
        return String.valueOf(text).replace('\u00a0', ' ');
    }
}
