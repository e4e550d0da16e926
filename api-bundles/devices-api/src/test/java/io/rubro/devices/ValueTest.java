package io.rubro.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {

    @ParameterizedTest
    @CsvSource({
        "1.50, 1.5",
        "100, 100",
        "1E2, 100",
        "-0.000, 0",
        "0.0000000004, 0",
        "0.0000000005, 0.000000001",
        "1E-999999999, 0",
        "0E+999999999, 0",
        "99999999999999999999, 99999999999999999999"
    })
    void a_number_has_one_form_of_at_most_nine_decimals(String given, String kept) {
        BigDecimal number = ((Value.Decimal) Value.of(new BigDecimal(given))).number();
        assertThat(number).isEqualTo(new BigDecimal(kept));
        assertThat(number.scale()).isBetween(0, 9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000000000000000000", "-1E20", "1E+999999999"})
    void a_number_that_cannot_be_stored_is_refused_without_being_computed(String given) {
        BigDecimal number = new BigDecimal(given);
        assertThatThrownBy(() -> Value.of(number)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_text_that_cannot_be_stored_is_refused() {
        assertThat(Value.of("x".repeat(1000))).isNotNull();
        assertThatThrownBy(() -> Value.of("x".repeat(1001))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Value.of("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_measurement_has_a_name_and_a_unit_of_the_right_form() {
        Value one = Value.of(BigDecimal.ONE);
        assertThat(Measurement.of("door.open-2_x", one, "kW.h").unit()).isEqualTo("kW.h");
        for (String name : new String[] {"", "2x", "a b", "ñ", "x".repeat(65)}) {
            assertThatThrownBy(() -> Measurement.of(name, one, null)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Measurement.of("a", one, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Measurement.of("a", one, "x".repeat(25))).isInstanceOf(IllegalArgumentException.class);
    }
}
