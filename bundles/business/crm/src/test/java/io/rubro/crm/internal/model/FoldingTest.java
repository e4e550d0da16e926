package io.rubro.crm.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldingTest {

    @Test
    void searching_ignores_case_accents_and_blanks() {
        assertThat(Folding.searchable("  PEÑA \u00a0 e\tHíjos ")).isEqualTo("pena e hijos");
        assertThat(Folding.searchable("Pen\u0303a"))
                .as("however it is composed")
                .isEqualTo("pena");
    }

    @Test
    void the_same_name_may_differ_in_case_accents_and_blanks_but_not_in_letters() {
        assertThat(Folding.sameName("ACME  córp", "Acme Corp ")).isTrue();
        assertThat(Folding.sameName("Peña", "PEN\u0303A")).isTrue();
        assertThat(Folding.sameName("Peña", "Pena")).isFalse();
        assertThat(Folding.sameName("São Paulo", "Sao Paulo")).isTrue();
        assertThat(Folding.sameName("Acme SL", "Acme SA")).isFalse();
    }

    @Test
    void a_telephone_number_is_its_digits() {
        assertThat(Folding.digits("+34 (600) 11-22.33")).isEqualTo("34600112233");
    }
}
