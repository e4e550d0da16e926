package io.rubro.billing.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTextTest {

    @Test
    void case_and_accents_do_not_count() {
        assertThat(SearchText.of("Peñón Ácido", null, "X@Y.es")).isEqualTo("penon acido x@y.es");
        assertThat(SearchText.patterns("  PEÑÓN x@ ")).containsExactly("%penon%", "%x@%");
    }

    @Test
    void wild_cards_of_the_database_are_ordinary_characters() {
        assertThat(SearchText.patterns("100% a_b !")).containsExactly("%100!%%", "%a!_b%", "%!!%");
    }

    @Test
    void characters_no_database_stores_are_dropped() {
        assertThat(SearchText.patterns("a\u0000b \ud800")).containsExactly("%a%", "%b%");
    }
}
