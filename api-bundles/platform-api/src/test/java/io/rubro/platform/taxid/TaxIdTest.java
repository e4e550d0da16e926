package io.rubro.platform.taxid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.taxid.TaxId.Invalid;
import io.rubro.platform.taxid.TaxId.Kind;
import io.rubro.platform.taxid.TaxId.Reason;
import io.rubro.platform.taxid.TaxId.Valid;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaxIdTest {

    @ParameterizedTest
    @CsvSource({
        "12345678Z, ES_DNI",
        "89890001K, ES_DNI",
        "89890002E, ES_DNI",
        "X1234567L, ES_NIE",
        "A58818501, ES_ENTITY",
        "B12345674, ES_ENTITY",
        "Q2826000H, ES_ENTITY"
    })
    void spanish_numbers_are_accepted(String text, Kind kind) {
        assertThat(TaxId.check("ES", text)).isEqualTo(new Valid(kind, text));
    }

    @ParameterizedTest
    @CsvSource({
        "20267565393, AR_PERSON",
        "20111111112, AR_PERSON",
        "30000000007, AR_ENTITY",
        "30711291519, AR_ENTITY",
        "33693450239, AR_ENTITY"
    })
    void argentine_numbers_are_accepted(String text, Kind kind) {
        assertThat(TaxId.check("AR", text)).isEqualTo(new Valid(kind, text));
    }

    @ParameterizedTest
    @CsvSource({
        "ES, ' b-12.345.674 ', B12345674",
        "ES, ES B12345674, B12345674",
        "ES, 12.345.678-z, 12345678Z",
        "AR, 30-71129151-9, 30711291519"
    })
    void ways_of_writing_are_normalised(String country, String text, String normal) {
        assertThat(TaxId.require(country, text, "taxId")).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "ES, 12345678A, CONTROL", "ES, B12345678, CONTROL", "ES, X1234567A, CONTROL", "ES, Q28260008, CONTROL",
        "ES, A5881850A, CONTROL", "ES, I1234567A, PREFIX", "ES, '', FORMAT", "ES, 1234567Z, FORMAT",
        "ES, ESB1234567, FORMAT", "AR, 30711291518, CONTROL", "AR, 10711291519, PREFIX", "AR, 3071129151, FORMAT",
        "AR, 3071129151X, FORMAT", "FR, B12345674, COUNTRY"
    })
    void others_are_refused_with_the_reason(String country, String text, Reason reason) {
        assertThat(TaxId.check(country, text)).isEqualTo(new Invalid(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C1234567", "D1234567", "F1234567", "G1234567", "J1234567", "U1234567", "V1234567"})
    void some_entities_may_carry_the_digit_or_the_letter(String stem) {
        assertThat(TaxId.check("ES", stem + "4")).isInstanceOf(Valid.class);
        assertThat(TaxId.check("ES", stem + "D")).isInstanceOf(Valid.class);
        assertThat(TaxId.check("ES", stem + "E")).isInstanceOf(Invalid.class);
    }

    @Test
    void any_wrong_digit_is_noticed() {
        for (String valid : new String[] {"12345678Z", "B12345674", "Y0000001S"}) {
            wrongDigits("ES", valid);
        }
        wrongDigits("AR", "30711291519");
    }

    @Test
    void an_argentine_number_whose_control_would_be_ten_does_not_exist() {
        // the weighted sum of 2000000001_ leaves 1: no control digit makes it valid
        assertThat(IntStream.range(0, 10)
                        .mapToObj(d -> TaxId.check("AR", "2000000001" + d))
                        .filter(Valid.class::isInstance))
                .isEmpty();
    }

    @Test
    void an_invalid_one_names_its_field() {
        assertThatThrownBy(() -> TaxId.require("ES", "12345678A", "customer.taxId"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(422);
                    assertThat(problem.errors().get(0).field()).isEqualTo("customer.taxId");
                    assertThat(problem.errors().get(0).code()).isEqualTo("security.tax-id.control");
                });
    }

    private static void wrongDigits(String country, String valid) {
        assertThat(TaxId.check(country, valid)).isInstanceOf(Valid.class);
        for (int i = 0; i < valid.length(); i++) {
            if (Character.isDigit(valid.charAt(i))) {
                char other = (char) ('0' + (valid.charAt(i) - '0' + 1) % 10);
                String wrong = valid.substring(0, i) + other + valid.substring(i + 1);
                assertThat(TaxId.check(country, wrong)).as(wrong).isInstanceOf(Invalid.class);
            }
        }
    }
}
