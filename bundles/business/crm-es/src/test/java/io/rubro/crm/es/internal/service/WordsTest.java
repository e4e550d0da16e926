package io.rubro.crm.es.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.crm.CompanySize;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.InteractionType;
import io.rubro.crm.health.Level;
import io.rubro.platform.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static <T> void all(List<Word<T>> words, T[] values) {
        assertThat(values).allSatisfy(value -> {
            String word = Word.write(words, value);
            assertThat(Word.read(words, "campo", word)).isEqualTo(value);
        });
        assertThat(words).extracting(Word::value).contains(values);
    }

    @Test
    void every_value_has_a_word_that_leads_back_to_it() {
        all(Words.KINDS, ContactKind.values());
        all(Words.STATUSES, ContactStatus.values());
        all(Words.SIZES, CompanySize.values());
        all(Words.RISKS, Level.values());
    }

    @ParameterizedTest
    @CsvSource({
        "venta, SALE",
        "pago, PAYMENT",
        "llamada, CALL",
        "email, EMAIL",
        "reunion, MEETING",
        "reunión, MEETING",
        "REUNION, MEETING",
        "tarea, TASK",
        "nota, NOTE",
        "whatsapp, WHATSAPP",
        "' nota ', NOTE"
    })
    void types_are_read_whatever_their_case_and_accents(String word, InteractionType type) {
        assertThat(Word.read(Words.TYPES, "tipo", word)).isEqualTo(type);
    }

    @Test
    void a_word_nobody_knows_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> Word.read(Words.SIZES, "tamaño_empresa", "enorme"))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(422);
                    assertThat(refusal.errors()).singleElement().satisfies(error -> {
                        assertThat(error.field()).isEqualTo("tamaño_empresa");
                        assertThat(error.args()).containsEntry("allowed", "pequeña, mediana, grande");
                    });
                });
    }

    @Test
    void what_is_not_said_is_the_default() {
        assertThat(Word.read(Words.KINDS, "tipo_cliente", null, ContactKind.COMPANY))
                .isEqualTo(ContactKind.COMPANY);
        assertThat(Word.read(Words.KINDS, "tipo_cliente", " ", ContactKind.PERSON))
                .isEqualTo(ContactKind.PERSON);
    }
}
