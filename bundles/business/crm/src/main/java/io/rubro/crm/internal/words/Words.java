package io.rubro.crm.internal.words;

import io.rubro.crm.ContactDraft;
import io.rubro.crm.internal.model.Folding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of a contact that people look for, and those of what they type. */
final class Words {

    /** As long as the column. */
    private static final int MAX = 60;

    /** More than so many typed words say nothing new. */
    private static final int MAX_TYPED = 8;

    /** The length of a number without its country's prefix, in Spain and in Argentina. */
    private static final int[] NATIONAL = {9, 10};

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern PHONE = Pattern.compile("[(+]*[0-9][0-9()./\\s-]*");

    private Words() {}

    /** What a contact is found by: name, e-mail and its parts, tax id, phone with and without prefix. */
    static Set<String> of(ContactDraft contact) {
        Set<String> words = new LinkedHashSet<>();
        addName(words, contact.name());
        String email = contact.email();
        if (email != null) {
            add(words, email);
            add(words, email.substring(email.indexOf('@') + 1));
            parts(email).forEach(part -> add(words, part));
        }
        add(words, contact.taxId() == null ? null : contact.taxId().toLowerCase(Locale.ROOT));
        String phone = contact.phone();
        if (phone != null) {
            String digits = Folding.digits(phone);
            add(words, digits);
            for (int length : NATIONAL) {
                if (digits.length() > length) {
                    add(words, digits.substring(digits.length() - length));
                }
            }
        }
        return words;
    }

    private static void addName(Set<String> words, String name) {
        for (String word : Folding.searchable(name).split(" ", -1)) {
            add(words, word);
            add(words, String.join("", parts(word))); // S.L. is SL
            parts(word).forEach(part -> add(words, part));
        }
    }

    /**
     * For each typed word the beginnings of which a contact's words must have one: the word itself, and without the
     * hyphens and dots people write into numbers.
     */
    static List<Set<String>> typed(String text) {
        String folded = Folding.searchable(text);
        if (PHONE.matcher(folded).matches()) {
            // spaces within a number separate nothing, unless it is the number of a street
            return List.of(beginnings(Folding.digits(folded), folded));
        }
        return Stream.of(folded.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MAX_TYPED)
                .map(word -> beginnings(word, unpunctuated(word)))
                .toList();
    }

    /** Long enough to be the beginning of a number rather than what is left of a sign. */
    private static String unpunctuated(String word) {
        String plain = String.join("", parts(word));
        return plain.length() < 3 ? word : plain;
    }

    private static Set<String> beginnings(String one, String other) {
        Set<String> set = new LinkedHashSet<>();
        add(set, one);
        add(set, other);
        return set;
    }

    private static List<String> parts(String word) {
        return Stream.of(SEPARATORS.split(word)).filter(part -> !part.isEmpty()).toList();
    }

    private static void add(Set<String> words, @Nullable String word) {
        if (word != null && !word.isEmpty()) {
            words.add(word.length() <= MAX ? word : word.substring(0, MAX));
        }
    }
}
