package io.rubro.rubros.carniceria.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.rubros.carniceria.internal.model.LabelKind;
import io.rubro.rubros.carniceria.internal.model.Product;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {

    private static Product product(LabelKind kind) {
        return new Product(new Id(1), 123, "Lomo", new BigDecimal("12.50"), kind, "23", 1);
    }

    @ParameterizedTest
    @CsvSource({"400638133393,1", "590123412345,7", "978030640615,7"})
    void check_digits_of_known_codes_are_right(String twelve, int digit) {
        assertThat(Label.checkDigit(twelve)).isEqualTo(digit);
    }

    @Test
    void price_or_weight_is_in_the_code() {
        BigDecimal weight = new BigDecimal("1.234");
        BigDecimal total = new BigDecimal("15.43");
        assertThat(Label.ean13(product(LabelKind.PRICE), weight, total))
                .hasValueSatisfying(
                        c -> assertThat(c).startsWith("230012301543").hasSize(13));
        assertThat(Label.ean13(product(LabelKind.WEIGHT), weight, total))
                .hasValueSatisfying(
                        c -> assertThat(c).startsWith("230012301234").hasSize(13));
    }

    @Test
    void what_does_not_fit_has_no_code() {
        assertThat(Label.ean13(product(LabelKind.PRICE), new BigDecimal("90.000"), new BigDecimal("1000.00")))
                .isEmpty();
    }

    @Property
    void a_scanner_accepts_every_code(@ForAll @IntRange(max = 99_999) int cents) {
        String code = Label.ean13(product(LabelKind.PRICE), BigDecimal.ONE.setScale(3), BigDecimal.valueOf(cents, 2))
                .orElseThrow();
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (code.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        assertThat(sum % 10).isZero();
    }
}
