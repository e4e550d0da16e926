package io.rubro.billing.internal.documents.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rubro.billing.internal.documents.model.DocumentFilter;
import io.rubro.billing.internal.documents.model.DocumentKind;
import io.rubro.billing.internal.documents.model.DocumentState;
import io.rubro.billing.internal.documents.model.Progress;
import io.rubro.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentQueryTest {

    private static void refuses(@Nullable String kind, @Nullable String state, @Nullable String from, String field) {
        assertThatThrownBy(() -> new DocumentQuery(kind, state, from).filter())
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo(field)));
    }

    @Test
    void parameters_become_a_filter() {
        assertThat(new DocumentQuery("delivery_note", "Open", "2026-01-31").filter())
                .isEqualTo(new DocumentFilter(
                        DocumentKind.DELIVERY_NOTE,
                        DocumentState.OPEN,
                        false,
                        null,
                        null,
                        null,
                        LocalDate.of(2026, 1, 31),
                        null,
                        null));
        assertThat(new DocumentQuery().filter()).isEqualTo(DocumentFilter.ALL);
    }

    @Test
    void a_wrong_parameter_is_named() {
        refuses("invoice", null, null, "kind");
        refuses(null, "sent", null, "state");
        refuses(null, null, "31/01/2026", "from");
    }

    private static Properties texts(String suffix) throws IOException {
        Properties texts = new Properties();
        try (var in = DocumentQueryTest.class.getResourceAsStream("/i18n/messages" + suffix + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    /** Their names are made from states and kinds, so that nobody else would miss one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "_en"})
    void every_state_and_kind_has_its_words(String suffix) throws IOException {
        Properties texts = texts(suffix);
        for (DocumentState state : DocumentState.values()) {
            assertThat(texts).containsKey("billing.document.is-" + state.name().toLowerCase(Locale.ROOT));
        }
        for (DocumentKind kind : DocumentKind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(texts)
                    .containsKeys(
                            "billing.document.source." + name,
                            "billing.document.source." + name + ".several",
                            "billing.series.kind." + name);
        }
    }

    @ParameterizedTest
    @EnumSource(DocumentState.class)
    void what_people_decided_is_shown_unless_something_follows_from_it(DocumentState decided) {
        LocalDate today = LocalDate.of(2026, 11, 20);
        DocumentState shown = DocumentState.shown(decided, Progress.NONE, today.minusDays(1), today);
        assertThat(shown).isEqualTo(decided == DocumentState.OPEN ? DocumentState.EXPIRED : decided);
    }
}
