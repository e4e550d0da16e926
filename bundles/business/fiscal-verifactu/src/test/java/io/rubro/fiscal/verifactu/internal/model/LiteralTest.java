package io.rubro.fiscal.verifactu.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralTest {

    @ParameterizedTest
    @CsvSource({
        "NIF, 89890001K", "NIF, B12345674", "NUMBER, FAC-2026-001", "NUMBER, 12345678&G33", "DATE, 29-02-2024",
        "KIND, R5", "AMOUNT, -123.4", "AMOUNT, 999999999999.99", "AMOUNT, 0", "FINGERPRINT, ''",
        "TIMESTAMP, 2024-01-01T19:20:30+01:00", "TIMESTAMP, 2024-01-01T19:20:30+00:00"
    })
    void what_the_authority_takes_is_allowed(Literal literal, String text) {
        assertThat(literal.allows(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "NIF, B12345678",
        "NIF, b12345674",
        "NIF, ''",
        "NUMBER, ''",
        "NUMBER, A=1",
        "NUMBER, Ñ1",
        "DATE, 30-02-2024",
        "DATE, 2024-02-01",
        "KIND, F4",
        "AMOUNT, '1,5'",
        "AMOUNT, 1.234",
        "AMOUNT, 1234567890123",
        "AMOUNT, 1e3",
        "FINGERPRINT, abc",
        "TIMESTAMP, 2024-01-01T19:20:30Z",
        "TIMESTAMP, 2024-01-01T19:20:30.1+01:00",
        "TIMESTAMP, 2024-13-01T19:20:30+01:00",
        "TIMESTAMP, 2024-01-01T19:20:30+0100"
    })
    void what_the_authority_refuses_is_not(Literal literal, String text) {
        assertThat(literal.allows(text)).isFalse();
    }

    @Test
    void a_moment_in_the_winter_of_the_canaries_is_written_with_its_offset() {
        assertThat(Literal.of(OffsetDateTime.parse("2026-01-07T09:00Z"))).isEqualTo("2026-01-07T09:00:00+00:00");
    }

    @Test
    void dates_are_written_day_first() {
        assertThat(Literal.of(LocalDate.of(2026, 1, 7))).isEqualTo("07-01-2026");
    }
}
