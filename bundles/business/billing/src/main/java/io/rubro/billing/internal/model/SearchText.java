package io.rubro.billing.internal.model;

import io.rubro.billing.Customer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts as a search compares them: lower case, without accents and control characters. */
public final class SearchText {

    private static final int LENGTH = 500;

    private SearchText() {}

    /** What a search for a customer looks at. */
    public static String of(Customer customer) {
        return of(customer.name(), customer.taxId(), customer.email());
    }

    /** The searchable form of some texts together. */
    public static String of(@Nullable String... texts) {
        String all = Arrays.stream(texts)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .map(SearchText::fold)
                .collect(Collectors.joining(" "));
        return all.length() <= LENGTH ? all : all.substring(0, LENGTH);
    }

    /** The words somebody searches for, each as a pattern for {@code LIKE … ESCAPE '!'}. */
    public static List<String> patterns(String query) {
        return Arrays.stream(fold(query).split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> "%" + escaped(word) + "%")
                .toList();
    }

    /** A text with the wild cards of {@code LIKE} made ordinary, for {@code ESCAPE '!'}. */
    public static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[\\p{Cntrl}\\p{Cs}\\s]+", " ")
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
