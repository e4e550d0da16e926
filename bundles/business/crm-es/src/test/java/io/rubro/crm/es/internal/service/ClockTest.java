package io.rubro.crm.es.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTest {

    private final Clock clock = new Clock(new Madrid());

    /** One organisation, in Madrid. */
    static final class Madrid implements Organizations {
        @Override
        public Organization current() {
            return new Organization(
                    new Id(1), "Uno", "Uno SL", "B12345674", "ES", "EUR", "Europe/Madrid", "es-ES", null, 1);
        }

        @Override
        public List<Id> all() {
            return List.of(new Id(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-22T10:30:00, 2025-12-22T09:30:00Z",
        "2025-07-22T10:30:00, 2025-07-22T08:30:00Z",
        "2025-12-22T10:30:00.123456, 2025-12-22T09:30:00.123456Z",
        "2025-12-22 10:30:00, 2025-12-22T09:30:00Z",
        "2025-12-22T10:30, 2025-12-22T09:30:00Z",
        "2025-12-22, 2025-12-21T23:00:00Z",
        "2025-12-22T10:30:00Z, 2025-12-22T10:30:00Z",
        "2025-12-22T10:30:00+00:00, 2025-12-22T10:30:00Z",
        "2025-12-22T10:30:00-03:00, 2025-12-22T13:30:00Z",
        "2025-12-22T10:30:00+0100, 2025-12-22T09:30:00Z",
        "2025-12-22T10:30:00+01, 2025-12-22T09:30:00Z",
    })
    void a_time_without_a_zone_is_one_of_the_organisation(String text, Instant moment) {
        assertThat(clock.moment("fecha", text)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mañana", "22/12/2025", "2025-13-01", "2025-12-22T25:00:00", "2025-12-22T10:30:00+99:00"})
    void what_is_no_time_is_refused_by_its_name(String text) {
        assertThatThrownBy(() -> clock.moment("fecha", text))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo("fecha")));
    }

    @Test
    void times_are_answered_as_python_writes_them() {
        assertThat(clock.write(Instant.parse("2025-12-22T09:30:00Z"))).isEqualTo("2025-12-22T10:30:00");
        assertThat(clock.write(Instant.parse("2025-12-22T09:30:00.12Z"))).isEqualTo("2025-12-22T10:30:00.120000");
        assertThat(clock.write(LocalDate.of(2025, 12, 28))).isEqualTo("2025-12-28T00:00:00");
        assertThat(clock.write((LocalDate) null)).isNull();
    }

    @Test
    void a_day_is_that_of_the_organisation() {
        assertThat(clock.day("fecha", "2025-12-21T23:30:00Z")).isEqualTo("2025-12-22");
        assertThat(clock.day("fecha", "2025-12-22T23:30:00")).isEqualTo("2025-12-22");
        assertThat(clock.day("fecha", null)).isNull();
    }
}
