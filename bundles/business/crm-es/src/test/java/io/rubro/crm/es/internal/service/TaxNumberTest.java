package io.rubro.crm.es.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.crm.Contact;
import io.rubro.crm.ContactDraft;
import io.rubro.crm.ContactKind;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaxNumberTest {

    private static final ContactDraft EMPTY = ContactDraft.of(ContactKind.COMPANY, "Acme")
            .edit()
            .tags(Set.of("vip"))
            .build();

    private static ContactDraft put(String number) {
        return TaxNumber.put(EMPTY, number, "ES", "cif_nif");
    }

    private static Contact stored(ContactDraft draft) {
        return new Contact(
                new Id(1),
                draft.kind(),
                draft.roles(),
                draft.status(),
                draft.name(),
                draft.taxId(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                draft.tags(),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }

    @Test
    void a_number_with_a_right_control_character_is_one_of_the_crm() {
        ContactDraft draft = put(" b-12345674 ");
        assertThat(draft.taxId()).isEqualTo("b-12345674");
        assertThat(draft.tags()).containsExactly("vip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES12345678A", "ES98765432B", "A12345678", "B-00000001", "PENDIENTE"})
    void any_other_is_kept_as_a_label_and_answered_as_it_was_sent(String number) {
        ContactDraft draft = put(number);
        assertThat(draft.taxId()).isNull();
        assertThat(draft.tags()).hasSize(2).contains("vip");
        assertThat(TaxNumber.of(stored(draft))).isEqualTo(number);
        assertThat(TaxNumber.label(draft)).isPresent();
    }

    @Test
    void a_corrected_number_takes_the_label_away() {
        ContactDraft corrected = TaxNumber.put(put("ES12345678A"), "B12345674", "ES", "cif_nif");
        assertThat(corrected.taxId()).isEqualTo("B12345674");
        assertThat(corrected.tags()).containsExactly("vip");
        ContactDraft cleared = TaxNumber.put(put("ES12345678A"), "", "ES", "cif_nif");
        assertThat(TaxNumber.of(stored(cleared))).isNull();
        assertThat(cleared.tags()).containsExactly("vip");
    }

    @Test
    void one_of_a_country_whose_rule_is_not_known_is_left_to_the_crm() {
        ContactDraft foreign = TaxNumber.put(EMPTY.edit().country("FR").build(), "FR40303265045", "ES", "cif_nif");
        assertThat(foreign.taxId()).isEqualTo("FR40303265045");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "x\u0000y", "123456789012345678901234567890123456789"})
    void what_cannot_be_a_label_is_refused(String number) {
        assertThatThrownBy(() -> put(number))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo("cif_nif")));
    }
}
