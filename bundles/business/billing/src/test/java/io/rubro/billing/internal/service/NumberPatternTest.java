package io.rubro.billing.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPatternTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @ParameterizedTest
    @CsvSource({
        "{code}-{year}-{number}, 3, 1, FAC-2026-001",
        "{code}-{year}-{number}, 3, 1000, FAC-2026-1000",
        "{code}/{yy}/{number}, 5, 42, FAC/26/00042",
        "{code}-{number}, 1, 7, FAC-7"
    })
    void a_number_is_printed_as_the_pattern_says(String pattern, int digits, long number, String printed) {
        assertThat(new NumberPattern(pattern, digits, false).print("FAC", DAY, number))
                .isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{number}",
                "{code}{number}",
                "{year}-{code}-{number}",
                "{code}-{number}-{year}",
                "{code}-{x}-{number}",
                "{code}-ñ{number}",
                "{code}-<{number}",
                "{code}-{number}{number}",
                ""
            })
    void a_pattern_that_could_print_a_number_twice_or_unprintably_is_not_allowed(String pattern) {
        assertThat(new NumberPattern(pattern, 3, false).isAllowed()).isFalse();
    }

    @Test
    void a_yearly_series_must_show_its_year() {
        assertThat(new NumberPattern("{code}-{number}", 3, true).isAllowed()).isFalse();
        assertThat(new NumberPattern("{code}-{number}", 3, false).isAllowed()).isTrue();
        assertThat(new NumberPattern("{code}-{yy}{number}", 3, true).isAllowed())
                .isTrue();
    }
}
