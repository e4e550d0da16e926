package io.rubro.invoice.documents.internal.einvoice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanishAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Calle Mayor 1, 28013 Madrid | Calle Mayor 1 | 28013 | Madrid | Madrid",
                "C/ Sol 3, 2.º B · 41001 Sevilla (España) | C/ Sol 3, 2.º B | 41001 | Sevilla | Sevilla",
                "Polígono 12345, 08001 Barcelona, Barcelona | Polígono 12345 | 08001 | Barcelona | Barcelona",
                "28013 Madrid, Calle Mayor 1 | Calle Mayor 1 | 28013 | Madrid | Madrid",
                "Gran Vía 1 38001 | Gran Vía 1 | 38001 | S. C. de Tenerife | S. C. de Tenerife",
            })
    void the_parts_are_found(String line, String street, String code, String town, String province) {
        assertThat(SpanishAddress.read(line)).contains(new SpanishAddress(street, code, town, province));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Calle Mayor 1, Madrid", "Calle 99999 Lugar", "123456"})
    void without_a_postal_code_there_are_none(String line) {
        assertThat(SpanishAddress.read(line)).isEmpty();
    }

    @Test
    void nothing_has_no_parts() {
        assertThat(SpanishAddress.read(null)).isEmpty();
    }
}
