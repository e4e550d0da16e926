package io.rubro.crm.internal.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A set of words in one column, {@code |b|a|}: each can be found with {@code like '%|a|%'}. */
final class BarSeparated {

    private BarSeparated() {}

    static String write(Collection<String> words) {
        return words.isEmpty() ? "" : words.stream().sorted().collect(Collectors.joining("|", "|", "|"));
    }

    static List<String> read(String stored) {
        return Arrays.stream(stored.split("\\|"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
