package io.rubro.crm.es.internal.service;

import io.rubro.platform.problem.ProblemException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Spanish words for the values of an enumeration.
 *
 * @param name the word that is written
 * @param value what it stands for
 */
record Word<T>(String name, T value) {

    /**
     * The value of a word, whatever its case and accents.
     *
     * @throws ProblemException 422 naming the words there are
     */
    static <T> T read(List<Word<T>> words, String field, String text) {
        String wanted = folded(text);
        return words.stream()
                .filter(word -> folded(word.name()).equals(wanted))
                .map(Word::value)
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        field,
                        "crm-es.choice",
                        Map.of(
                                "allowed",
                                String.join(
                                        ", ",
                                        words.stream()
                                                .map(Word::name)
                                                .distinct()
                                                .toList()))));
    }

    /** The value of a word, or a default if there is none. */
    static <T> T read(List<Word<T>> words, String field, @Nullable String text, T standard) {
        return text == null || text.isBlank() ? standard : read(words, field, text);
    }

    /** The first word for a value; its own name in lower case if nobody gave it one. */
    static <T> String write(List<Word<T>> words, T value) {
        return words.stream()
                .filter(word -> word.value().equals(value))
                .map(Word::name)
                .findFirst()
                .orElseGet(() -> String.valueOf(value).toLowerCase(Locale.ROOT));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }
}
