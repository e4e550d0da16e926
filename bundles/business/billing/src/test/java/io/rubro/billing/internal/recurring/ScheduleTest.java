package io.rubro.billing.internal.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.billing.internal.recurring.Schedule.Unit;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    void the_last_day_of_the_month_is_that_of_each_month() {
        Schedule schedule = new Schedule(Unit.MONTH, 1, day("2026-01-15"), 31, null, null);
        assertThat(schedule.next(0, 4))
                .containsExactly(day("2026-01-31"), day("2026-02-28"), day("2026-03-31"), day("2026-04-30"));
    }

    @Test
    void it_never_begins_before_its_first_day() {
        Schedule schedule = new Schedule(Unit.MONTH, 1, day("2026-01-15"), 5, null, null);
        assertThat(schedule.next(0, 2)).containsExactly(day("2026-02-05"), day("2026-03-05"));
    }

    @Test
    void weeks_quarters_and_years_are_counted_from_the_first() {
        assertThat(new Schedule(Unit.WEEK, 2, day("2026-12-24"), null, null, null).next(0, 3))
                .containsExactly(day("2026-12-24"), day("2027-01-07"), day("2027-01-21"));
        assertThat(new Schedule(Unit.QUARTER, 1, day("2026-11-30"), null, null, null).next(0, 3))
                .containsExactly(day("2026-11-30"), day("2027-02-28"), day("2027-05-30"));
        assertThat(new Schedule(Unit.YEAR, 1, day("2024-02-29"), null, null, null).next(0, 5))
                .containsExactly(
                        day("2024-02-29"), day("2025-02-28"), day("2026-02-28"), day("2027-02-28"), day("2028-02-29"));
    }

    @Test
    void it_ends_with_its_last_day_or_after_so_many() {
        assertThat(new Schedule(Unit.MONTH, 1, day("2026-01-01"), null, day("2026-03-01"), null).next(0, 9))
                .hasSize(3);
        assertThat(new Schedule(Unit.MONTH, 1, day("2026-01-01"), null, null, 2).next(0, 9))
                .hasSize(2);
        assertThat(new Schedule(Unit.MONTH, 1, day("2026-01-01"), null, null, 5).next(3, 9))
                .containsExactly(day("2026-04-01"), day("2026-05-01"));
    }

    @Test
    void texts_name_the_time() {
        Locale spain = Locale.forLanguageTag("es-ES");
        assertThat(Placeholders.fill("Cuota de {mes} de {año} ({numero})", day("2026-02-28"), 14, spain))
                .isEqualTo("Cuota de febrero de 2026 (14)");
        assertThat(Placeholders.fill("{trimestre}T, {mes anterior}", day("2026-01-31"), 1, spain))
                .isEqualTo("1T, diciembre");
        assertThat(Placeholders.fill("Fee for {month} {year}", day("2026-02-28"), 14, Locale.ENGLISH))
                .isEqualTo("Fee for February 2026");
    }
}
